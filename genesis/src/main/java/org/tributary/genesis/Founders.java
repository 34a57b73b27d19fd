// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.committee.Committee;
import org.tributary.primitives.committee.Validator;

/// Who starts a network, and when: all that a preset does not know.
///
/// @param validators sit in the first committee of every chain
/// @param accounts get a first balance each
/// @param epochSeed drawn at random by whoever makes the network
public record Founders(List<Validator> validators, List<Address> accounts, long genesisTimeMillis, Hash epochSeed) {
    /// The first balance of each account.
    static final Amount PREFUND = Amount.ofTokens(1_000_000);

    public Founders {
        validators = List.copyOf(validators);
        accounts = List.copyOf(accounts);
    }

    Committees committees(List<ServiceChainSpec> serviceChains) {
        var committee = new Committee(0, validators);
        var byChain = new TreeMap<ChainName, Committee>();
        byChain.put(ChainName.MAIN, committee);
        serviceChains.forEach(chain -> byChain.put(chain.name(), committee));
        return new Committees(byChain);
    }

    /// What the accounts do not get of `circulating` goes to the operators in equal parts, the remainder to the first.
    SortedMap<Address, Amount> allocations(Amount circulating) {
        var balances = new TreeMap<Address, Amount>();
        accounts.forEach(account -> balances.merge(account, PREFUND, Amount::plus));
        var rest = circulating.minus(PREFUND.times(accounts.size()));
        var share = new Amount(rest.units().divide(BigInteger.valueOf(validators.size())));
        for (var validator : validators) {
            balances.merge(validator.operator(), share, Amount::plus);
        }
        var remainder = rest.minus(share.times(validators.size()));
        balances.merge(validators.getFirst().operator(), remainder, Amount::plus);
        return balances;
    }
}
