// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import java.nio.charset.StandardCharsets;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.ledger.contract.CreditNotes.Parties;
import org.tributary.ledger.contract.Scopes.Charge;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.execution.Storage;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.Keccak;

/// The demands that were ever raised, numbered from 1, and the entries that were ever credited.
final class Demands {
    private static final UInt256 COUNT = Slots.at(1);
    private static final UInt256 DEMANDS = Slots.at(2);
    private static final UInt256 RAISED = Slots.at(3);
    private static final UInt256 CREDITED = Slots.at(4);

    private final Storage storage;

    Demands(Accounts accounts) {
        this.storage = new Storage(accounts, Reserved.CHALLENGES);
    }

    enum Kind {
        RECEIPT(1),
        OPENING(2),
        ORDER(3);

        final int code;

        Kind(int code) {
            this.code = code;
        }

        static Kind of(long code) {
            return code == 1 ? RECEIPT : code == 2 ? OPENING : ORDER;
        }
    }

    /// One that waits for its answer, or for its end.
    ///
    /// @param subject the entry's ticket, or the omitted batch
    /// @param receipt the entry's receipt
    /// @param place identifies the entry on its chain
    /// @param charge what the entry cost; nothing of an omitted batch
    /// @param untilMillis the last moment for an answer
    record Demand(
            Kind kind, Hash subject, Hash receipt, Hash place, Parties parties, Charge charge, long untilMillis) {}

    /// Identifies a place among those of all chains.
    static Hash id(ChainName chain, Hash place) {
        return Keccak.hash(Slots.word(chain), place.bytes());
    }

    boolean isCredited(Hash id) {
        return storage.number(Slots.entry(CREDITED, id)) != 0;
    }

    void credited(Hash id) {
        storage.number(Slots.entry(CREDITED, id), 1);
    }

    /// Whether the same was demanded before: an answer holds for ever.
    boolean wasRaised(Kind kind, Hash id) {
        return storage.number(raised(kind, id)) != 0;
    }

    long raise(Demand demand) {
        long number = storage.number(COUNT) + 1;
        storage.number(COUNT, number);
        storage.number(raised(demand.kind(), demand.place()), number);
        var slot = Slots.entry(DEMANDS, number);
        storage.number(slot, demand.kind().code);
        storage.hash(slot.add(1), demand.subject());
        storage.hash(slot.add(2), demand.receipt());
        storage.hash(slot.add(3), demand.place());
        storage.bytes(slot.add(4), Bytes.wrap(demand.parties().chain().text().getBytes(StandardCharsets.US_ASCII)));
        storage.hash(slot.add(5), demand.parties().pool());
        storage.address(slot.add(6), demand.parties().provider());
        storage.address(slot.add(7), demand.parties().challenger());
        storage.hash(slot.add(8), demand.charge().scope());
        storage.number(slot.add(9), demand.charge().units());
        storage.amount(slot.add(10), demand.charge().amount());
        storage.number(slot.add(11), demand.untilMillis());
        return number;
    }

    /// Whether the demand was raised and is neither answered nor concluded.
    boolean isOpen(long number) {
        return storage.number(Slots.entry(DEMANDS, number)) != 0;
    }

    Demand open(long number) {
        var slot = Slots.entry(DEMANDS, number);
        var chain = new ChainName(new String(storage.bytes(slot.add(4)).toArrayUnsafe(), StandardCharsets.US_ASCII));
        return new Demand(
                Kind.of(storage.number(slot)),
                storage.hash(slot.add(1)),
                storage.hash(slot.add(2)),
                storage.hash(slot.add(3)),
                new Parties(
                        chain, storage.hash(slot.add(5)), storage.address(slot.add(6)), storage.address(slot.add(7))),
                new Charge(storage.hash(slot.add(8)), storage.number(slot.add(9)), storage.amount(slot.add(10))),
                storage.number(slot.add(11)));
    }

    void close(long number) {
        var slot = Slots.entry(DEMANDS, number);
        storage.number(slot, 0);
        storage.hash(slot.add(1), Hash.ZERO);
        storage.hash(slot.add(2), Hash.ZERO);
        storage.hash(slot.add(3), Hash.ZERO);
        storage.bytes(slot.add(4), Bytes.EMPTY);
        storage.hash(slot.add(5), Hash.ZERO);
        storage.address(slot.add(6), Address.ZERO);
        storage.address(slot.add(7), Address.ZERO);
        storage.hash(slot.add(8), Hash.ZERO);
        storage.number(slot.add(9), 0);
        storage.amount(slot.add(10), Amount.ZERO);
        storage.number(slot.add(11), 0);
    }

    private static UInt256 raised(Kind kind, Hash id) {
        return Slots.entry(Slots.entry(RAISED, kind.code), id);
    }
}
