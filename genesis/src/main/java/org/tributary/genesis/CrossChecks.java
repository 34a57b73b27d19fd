// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;

/// Relations between parts of a specification. Each failure names the field that breaks the relation.
final class CrossChecks {
    private CrossChecks() {}

    static void serviceChains(List<ServiceChainSpec> chains, ProtocolRules rules) {
        var names = new TreeSet<ChainName>();
        for (int i = 0; i < chains.size(); i++) {
            var chain = chains.get(i);
            var path = "serviceChains[" + i + "]";
            Fields.require(names.add(chain.name()), path + ".name", chain.name() + " is there twice");
            // What was held back answers for challenged entries, so it stays as long as they can be challenged.
            long challengeMillis = Math.multiplyExact(
                    chain.buckets().challengeBuckets(), chain.buckets().bucketMillis());
            Fields.require(
                    rules.settlement().holdbackMillis() >= challengeMillis,
                    "rules.settlement.holdbackMillis",
                    "must be at least the challenge time of " + chain.name() + ", " + challengeMillis);
            Fields.require(
                    rules.election().stake().unlockMillis() >= challengeMillis,
                    "rules.election.stake.unlockMillis",
                    "must be at least the challenge time of " + chain.name() + ", " + challengeMillis);
        }
    }

    static void committees(Committees committees, List<ServiceChainSpec> chains, ProtocolRules rules) {
        var expected = new TreeSet<ChainName>();
        expected.add(ChainName.MAIN);
        chains.forEach(chain -> expected.add(chain.name()));
        for (int shard = 0; shard < rules.chains().crossChain().accountShards(); shard++) {
            expected.add(new ChainName("shard-" + shard));
        }
        for (var name : expected) {
            Fields.require(committees.byChain().containsKey(name), "committees." + name, "is missing");
        }
        int seats = rules.election().epoch().seats();
        committees.byChain().forEach((name, committee) -> {
            Fields.require(expected.contains(name), "committees." + name, "is no chain of this network");
            Fields.require(
                    committee.size() <= seats,
                    "committees." + name,
                    "has " + committee.size() + " members, but rules.election.epoch.seats is " + seats);
        });
    }

    static void supply(SortedMap<Address, Amount> allocations, TokenRules token) {
        var rest = token.supply().minus(token.reserve());
        for (var allocation : allocations.entrySet()) {
            Fields.require(
                    !rest.isLessThan(allocation.getValue()),
                    "allocations." + allocation.getKey(),
                    "brings allocations and reserve above the supply of " + token.supply());
            rest = rest.minus(allocation.getValue());
        }
        Fields.require(rest.isZero(), "rules.token.supply", "is " + rest + " above the sum of allocations and reserve");
    }
}
