// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

/// Why a provider gets nothing now. Names are never used again for something else.
enum Unpaid {
    /// Nothing was ever billed for this provider.
    NOTHING_BILLED,
    /// All that was billed for it has been sent to its payee.
    ALL_PAID,
    /// All that is left is held back; `payout` says until when.
    HELD_BACK,
    /// All that is left was billed to pools that cannot pay it yet.
    OWED_BY_POOLS,
    /// Less is due than is paid out without being asked for; it adds up, and `collect` sends it.
    BELOW_AUTOMATIC_PAYOUT
}
