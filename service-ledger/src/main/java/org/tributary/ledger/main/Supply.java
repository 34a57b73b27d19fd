// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.main;

import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.message.Message;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Height;

/// Where every token is. Protocol §5: Σ balances + pools + in flight + burned = genesis supply.
///
/// @param balances of all accounts but the contracts that hold pools' money; the reserve for rewards is among them
/// @param pools what DApps have deposited and nobody has been paid yet, less what is in flight
/// @param inFlight billed by service chains and anchored, and settled with the next block of main, as far as the pools
///     hold it: one may be billed more than its cover
public record Supply(
        Height height, Amount balances, Amount pools, Amount inFlight, Amount burned, Amount genesisSupply) {

    /// Walks main's whole state, as of its newest committed block. Not while a block is being committed.
    public static Supply of(ChainSpec spec, Ledger main, KeyValueStore mainStore) {
        var state = main.state();
        var balances = new Sum();
        var contracts = new Sum();
        state.visitAccounts((address, account) -> (holdsPools(address) ? contracts : balances).add(account.balance()));
        var inFlight = new Inbox(mainStore)
                .waiting().stream()
                        .map(Message::value)
                        .reduce(Amount.ZERO, Amount::plus)
                        .min(contracts.total);
        return new Supply(
                main.height(),
                balances.total,
                contracts.total.minus(inFlight),
                inFlight,
                Accounts.burned(state),
                spec.token().supply());
    }

    public boolean conserved() {
        return balances.plus(pools).plus(inFlight).plus(burned).equals(genesisSupply);
    }

    private static final class Sum {
        private Amount total = Amount.ZERO;

        void add(Amount amount) {
            total = total.plus(amount);
        }
    }

    private static boolean holdsPools(Address address) {
        return address.equals(Reserved.POOLS) || address.equals(Reserved.SETTLEMENT);
    }
}
