// SPDX-License-Identifier: Apache-2.0
/// Intake of batches: what is acknowledged, certified and taken over.
@NullMarked
package org.tributary.node.metering;

import org.jspecify.annotations.NullMarked;
