// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import java.util.ArrayList;
import java.util.List;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Event;
import org.tributary.ledger.contract.CreditNotes.Parties;
import org.tributary.ledger.contract.Scopes.Charge;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.view.LogEntry;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;

/// What follows from a challenge: a credit note, or the loss of its bond.
final class Judgement {
    static final Event PROVED = Event.of("ChallengeProved(bytes32 indexed pool,address indexed provider,"
            + "address indexed challenger,bytes32 place,string fault)");
    static final Event FAILED = Event.of(
            "ChallengeFailed(address indexed challenger,address indexed compensated,uint256 paid,uint256 burned)");
    private static final int HALF = 5_000;

    private final ChainSpec spec;
    private final Accounts accounts;
    private final long nowMillis;
    private final List<LogEntry> logs = new ArrayList<>();

    Judgement(ChainSpec spec, Accounts accounts, long nowMillis) {
        this.spec = spec;
        this.accounts = accounts;
        this.nowMillis = nowMillis;
    }

    List<LogEntry> logs() {
        return logs;
    }

    void log(Event event, AbiValue... values) {
        logs.add(Logs.log(Reserved.CHALLENGES, event, values));
    }

    /// @param id of what is credited, once
    void proved(Hash id, String fault, Parties parties, Charge charge) {
        var windows = new SettledWindows(spec, accounts, parties.chain());
        new Demands(accounts, nowMillis).credited(id, nowMillis + windows.memoryMillis());
        log(
                PROVED,
                AbiValue.of(parties.pool()),
                AbiValue.of(parties.provider()),
                AbiValue.of(parties.challenger()),
                AbiValue.of(id),
                AbiValue.of(fault));
        new CreditNotes(spec, accounts, logs).write(parties, charge);
    }

    void returnBond(Address challenger) {
        accounts.move(Reserved.CHALLENGES, challenger, bond());
    }

    /// Half of the bond is burned, so that losing it to oneself costs, too.
    void failed(Address challenger, Address compensated) {
        var paid = bond().basisPoints(HALF);
        var burned = bond().minus(paid);
        accounts.move(Reserved.CHALLENGES, compensated, paid);
        accounts.burn(Reserved.CHALLENGES, burned);
        log(FAILED, AbiValue.of(challenger), AbiValue.of(compensated), AbiValue.of(paid), AbiValue.of(burned));
    }

    private Amount bond() {
        return spec.rules().incentives().challenge().bond();
    }
}
