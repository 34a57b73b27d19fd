// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import java.util.List;
import java.util.Optional;
import org.tributary.genesis.ChainSpec;
import org.tributary.primitives.Address;

/// All platform contracts, by address.
public final class PlatformContracts {
    /// What any call of a platform contract takes beyond the transaction's own gas. Flat: each touches a bounded number
    /// of words.
    public static final long CALL_GAS = 60_000;

    private final Pools pools;
    private final Settlement settlement;
    private final Challenges challenges;
    private final List<PlatformContract> all;

    public PlatformContracts(ChainSpec spec) {
        var registry = new Registry(spec);
        this.pools = new Pools(spec);
        this.settlement = new Settlement(spec);
        this.challenges = new Challenges(spec);
        this.all = List.of(registry, pools, settlement, challenges);
    }

    public Optional<PlatformContract> at(Address address) {
        return all.stream()
                .filter(contract -> contract.address().equals(address))
                .findFirst();
    }

    public List<Address> addresses() {
        return all.stream().map(PlatformContract::address).toList();
    }

    public Pools pools() {
        return pools;
    }

    public Settlement settlement() {
        return settlement;
    }

    public Challenges challenges() {
        return challenges;
    }

    /// Gas of a call to `to` beyond the transaction's own.
    public long gas(Address to) {
        return at(to).isPresent() ? CALL_GAS : 0;
    }
}
