// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import org.tributary.bandwidth.Rejection;

/// One entry of a batch that cannot count.
public record RefusedEntry(int index, Rejection reason) {}
