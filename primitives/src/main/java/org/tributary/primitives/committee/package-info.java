// SPDX-License-Identifier: Apache-2.0
/// Who may vote on a chain in an epoch, and the proof that a quorum did. Protocol §1 and §3.
///
/// Here and not in consensus, because certificates are made by consensus, checked by the ledger and shown by rpc.
@NullMarked
package org.tributary.primitives.committee;

import org.jspecify.annotations.NullMarked;
