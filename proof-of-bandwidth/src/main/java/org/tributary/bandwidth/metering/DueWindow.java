// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import org.tributary.primitives.Bucket;

/// A window that the next block must carry.
public record DueWindow(long number, Bucket first, Bucket last) {}
