// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import java.util.List;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Event;
import org.tributary.ledger.contract.Scopes.Charge;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.view.LogEntry;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;

/// Gives a pool back what a wrong entry cost it: from the provider's holdback there, then from what is due to it, then
/// from
/// its bond. Nobody else pays, the challenger's reward included: so nobody gains by challenging himself. ADR 0017.
final class CreditNotes {
    static final Event CREDIT_NOTE = Event.of("CreditNote(bytes32 indexed pool,address indexed provider,bytes32 chain,"
            + "uint256 units,uint256 amount,uint256 fromHoldback,uint256 fromDue,uint256 fromBond,uint256 shortfall,"
            + "uint256 reward)");

    private final ChainSpec spec;
    private final Accounts accounts;
    private final List<LogEntry> logs;

    CreditNotes(ChainSpec spec, Accounts accounts, List<LogEntry> logs) {
        this.spec = spec;
        this.accounts = accounts;
        this.logs = logs;
    }

    /// Whose entry it was, and whom it was billed to.
    record Parties(ChainName chain, Hash pool, Address provider, Address challenger) {}

    void write(Parties parties, Charge charge) {
        var amount = new Scopes(accounts, parties.chain()).credit(charge);
        var pool = Pool.of(accounts, parties.pool());
        var held = fromHoldback(parties, amount);
        var due = fromDue(parties, amount.minus(held));
        var bond = fromBond(parties, amount.minus(held).minus(due));
        var recovered = held.plus(due).plus(bond);
        var reward = recovered.basisPoints(spec.rules().incentives().challenge().rewardBasisPoints());
        pool.credit(held, due.plus(bond), reward);
        accounts.move(Reserved.POOLS, parties.challenger(), reward);
        logs.add(Logs.log(
                Reserved.CHALLENGES,
                CREDIT_NOTE,
                AbiValue.of(parties.pool()),
                AbiValue.of(parties.provider()),
                AbiValue.of(new Hash(Slots.word(parties.chain()))),
                AbiValue.of(charge.units()),
                AbiValue.of(amount),
                AbiValue.of(held),
                AbiValue.of(due),
                AbiValue.of(bond),
                AbiValue.of(amount.minus(recovered)),
                AbiValue.of(reward)));
    }

    private Amount fromHoldback(Parties parties, Amount wanted) {
        var held = new HeldByPool(accounts, parties.provider(), parties.pool());
        var amount = held.amount().min(wanted);
        held.seize(amount);
        new PayoutBook(accounts, parties.provider()).creditHeld(amount);
        PayoutBook.ofAll(accounts).creditHeld(amount);
        return amount;
    }

    private Amount fromDue(Parties parties, Amount wanted) {
        var book = new PayoutBook(accounts, parties.provider());
        var amount = book.due().min(wanted);
        book.creditDue(amount);
        PayoutBook.ofAll(accounts).creditPaid(amount);
        accounts.move(Reserved.SETTLEMENT, Reserved.POOLS, amount);
        return amount;
    }

    private Amount fromBond(Parties parties, Amount wanted) {
        var bond = new ProviderBond(accounts, parties.provider());
        var amount = bond.amount().min(wanted);
        bond.take(amount);
        accounts.move(Reserved.CHALLENGES, Reserved.POOLS, amount);
        return amount;
    }
}
