// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.main;

import java.util.concurrent.atomic.AtomicReference;
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
/// @param inFlight billed by service chains and anchored, and settled with the next block of main
public record Supply(
        Height height, Amount balances, Amount pools, Amount inFlight, Amount burned, Amount genesisSupply) {

    /// Walks main's whole state, as of its newest committed block. Not while a block is being committed.
    public static Supply of(ChainSpec spec, Ledger main, KeyValueStore mainStore) {
        var state = main.state();
        var balances = new AtomicReference<>(Amount.ZERO);
        var contracts = new AtomicReference<>(Amount.ZERO);
        state.visitAccounts((address, account) ->
                (holdsPools(address) ? contracts : balances).updateAndGet(sum -> sum.plus(account.balance())));
        var inFlight = new Inbox(mainStore)
                .waiting().stream().map(Message::value).reduce(Amount.ZERO, Amount::plus);
        return new Supply(
                main.height(),
                balances.get(),
                contracts.get().minus(inFlight),
                inFlight,
                Accounts.burned(state),
                spec.token().supply());
    }

    public boolean conserved() {
        return balances.plus(pools).plus(inFlight).plus(burned).equals(genesisSupply);
    }

    private static boolean holdsPools(Address address) {
        return address.equals(Reserved.POOLS) || address.equals(Reserved.SETTLEMENT);
    }
}
