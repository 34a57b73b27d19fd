// SPDX-License-Identifier: Apache-2.0
/// The state machine that the blocks of a service chain drive: cover, openings, ordered batches, windows. Protocol §7.
///
/// Its whole state lives in [org.tributary.bandwidth.metering.Cells], which the ledger commits to in every state root.
@NullMarked
package org.tributary.bandwidth.metering;

import org.jspecify.annotations.NullMarked;
