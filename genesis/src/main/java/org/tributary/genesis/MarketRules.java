// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

import org.tributary.primitives.Amount;

/// Offers, demands and agreements. Protocol §10.
///
/// @param minBond of a provider's offer
/// @param acceptMillis within which a matched provider accepts
/// @param serveMillis within which it then serves
/// @param lostBondBurnBasisPoints of a lost bond are burned; the rest goes to the DApp
/// @param maxOpenOffers of one provider
public record MarketRules(
        Amount minBond, long acceptMillis, long serveMillis, int lostBondBurnBasisPoints, int maxOpenOffers) {
    public MarketRules {
        Fields.require(!minBond.isZero(), "minBond", "must be above 0");
        Fields.millis("acceptMillis", acceptMillis);
        Fields.millis("serveMillis", serveMillis);
        Fields.basisPoints("lostBondBurnBasisPoints", lostBondBurnBasisPoints);
        Fields.between("maxOpenOffers", maxOpenOffers, 1, 10_000);
    }

    void write(FieldSink sink) {
        sink.amount("minBond", minBond)
                .number("acceptMillis", acceptMillis)
                .number("serveMillis", serveMillis)
                .number("lostBondBurnBasisPoints", lostBondBurnBasisPoints)
                .number("maxOpenOffers", maxOpenOffers);
    }

    static MarketRules read(FieldSource source) {
        return new MarketRules(
                source.amount("minBond"),
                source.number("acceptMillis"),
                source.number("serveMillis"),
                source.count("lostBondBurnBasisPoints"),
                source.count("maxOpenOffers"));
    }
}
