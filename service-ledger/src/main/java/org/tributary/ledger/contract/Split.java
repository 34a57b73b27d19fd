// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import org.tributary.genesis.SettlementRules;
import org.tributary.primitives.Amount;

/// How one billed amount is divided: billed = paid + fee + burned + held, to the smallest unit. Protocol §8.
///
/// @param fee to the aggregator
/// @param held from the provider, for a while
record Split(Amount billed, Amount paid, Amount fee, Amount burned, Amount held) {
    /// Each share is rounded down, and the provider gets what is left.
    ///
    /// @param ageMillis how long ago the provider registered
    static Split of(Amount billed, SettlementRules rules, long ageMillis) {
        var burned = billed.basisPoints(rules.protocolFeeBasisPoints());
        var fee = billed.basisPoints(rules.aggregatorFeeBasisPoints());
        var share = billed.minus(burned).minus(fee);
        var held = share.basisPoints(rules.holdbackBasisPoints(ageMillis));
        return new Split(billed, share.minus(held), fee, burned, held);
    }
}
