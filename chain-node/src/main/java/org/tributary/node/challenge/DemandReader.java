// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.challenge;

import java.util.Optional;
import java.util.TreeMap;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.contract.Challenges;
import org.tributary.ledger.contract.OpenDemand;
import org.tributary.ledger.contract.Pools;
import org.tributary.ledger.execution.Reserved;
import org.tributary.node.remote.Contracts;
import org.tributary.node.remote.JsonRpc;
import org.tributary.node.remote.RemoteFailed;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;

/// Reads main's open demands: from its state alone, so that nothing has to be remembered.
public final class DemandReader {
    private final Contracts contracts;

    public DemandReader(JsonRpc rpc) {
        this.contracts = new Contracts(rpc);
    }

    /// The demands that are open on the provider's entries, by number.
    public TreeMap<Long, OpenDemand> of(Address provider) {
        var demands = new TreeMap<Long, OpenDemand>();
        for (int from = 0; ; from += Challenges.OPEN_DEMANDS_AT_ONCE) {
            var page = contracts
                    .read(Reserved.CHALLENGES, Challenges.OPEN_DEMANDS, AbiValue.of(provider), AbiValue.of(from))
                    .sequence(0);
            for (int i = 0; i < page.size(); i++) {
                long number = page.smallNumber(i);
                open(number).ifPresent(demand -> demands.put(number, demand));
            }
            if (page.size() < Challenges.OPEN_DEMANDS_AT_ONCE) {
                return demands;
            }
        }
    }

    /// Nothing where no demand of this number is open.
    public Optional<OpenDemand> open(long number) {
        try {
            return Optional.of(
                    OpenDemand.of(contracts.read(Reserved.CHALLENGES, Challenges.DEMANDED_OF, AbiValue.of(number))));
        } catch (JsonRpc.Refused refused) {
            if (refused.reason().contains("no such demand")) {
                return Optional.empty();
            }
            throw refused;
        } catch (IllegalArgumentException unknown) {
            throw new RemoteFailed("demand " + number + " is none that this version knows: " + unknown.getMessage());
        }
    }

    Address owner(Hash pool) {
        return contracts.read(Reserved.POOLS, Pools.POOL, AbiValue.of(pool)).address(0);
    }
}
