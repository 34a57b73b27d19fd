// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
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

/// The demands that are open, numbered from 1 as they came, what was demanded already, and which entries were credited:
/// the last two as long as it matters.
final class Demands {
    private static final UInt256 COUNT = Slots.at(1);
    private static final UInt256 DEMANDS = Slots.at(2);
    private static final UInt256 RAISED = Slots.at(3);
    private static final UInt256 CREDITED = Slots.at(4);
    private static final UInt256 OPEN = Slots.at(5);

    /// The demand's last word: its place in its provider's list, counted from 1.
    private static final int PLACE = 13;

    private final Storage storage;
    private final Expiry expiry;

    Demands(Accounts accounts, long nowMillis) {
        this.storage = new Storage(accounts, Reserved.CHALLENGES);
        this.expiry = new Expiry(accounts, nowMillis);
    }

    /// One that waits for its answer, or for its end.
    ///
    /// @param subject the entry's ticket, or the omitted batch
    /// @param receipt the entry's receipt
    /// @param place identifies the entry on its chain
    /// @param at the entry's window, or the bucket of the batch's arrival: where to look for the answer
    /// @param charge what the entry cost; nothing of an omitted batch
    /// @param untilMillis the last moment for an answer
    record Demand(
            DemandKind kind,
            Hash subject,
            Hash receipt,
            Hash place,
            long at,
            Parties parties,
            Charge charge,
            long untilMillis) {
        OpenDemand shown() {
            return new OpenDemand(
                    kind,
                    subject,
                    receipt,
                    place,
                    parties.chain(),
                    at,
                    parties.pool(),
                    parties.provider(),
                    parties.challenger(),
                    charge.units(),
                    charge.amount(),
                    untilMillis);
        }
    }

    /// Identifies a place among those of all chains.
    static Hash id(ChainName chain, Hash place) {
        return Keccak.hash(Slots.word(chain), place.bytes());
    }

    boolean isCredited(Hash id) {
        return storage.number(Slots.entry(CREDITED, id)) != 0;
    }

    /// @param untilMillis as long as the entry could be credited again
    void credited(Hash id, long untilMillis) {
        var slot = Slots.entry(CREDITED, id);
        storage.number(slot, 1);
        expiry.add(Expiry.Kept.CREDITED, slot, untilMillis);
    }

    /// Whether the same was demanded before: an answer holds.
    boolean wasRaised(DemandKind kind, Hash id) {
        return storage.number(raised(kind, id)) != 0;
    }

    /// @param untilMillis as long as it could be demanded again
    long raise(Demand demand, long untilMillis) {
        long number = storage.number(COUNT) + 1;
        storage.number(COUNT, number);
        var raised = raised(demand.kind(), demand.place());
        storage.number(raised, number);
        expiry.add(Expiry.Kept.RAISED, raised, untilMillis);
        var slot = Slots.entry(DEMANDS, number);
        storage.number(slot, demand.kind().code());
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
        storage.number(slot.add(12), demand.at());
        list(slot, number, demand.parties().provider());
        return number;
    }

    private void list(UInt256 demand, long number, Address provider) {
        var list = Slots.entry(OPEN, provider);
        long place = storage.number(list) + 1;
        storage.number(list, place);
        storage.number(Slots.array(list).add(place - 1), number);
        storage.number(demand.add(PLACE), place);
    }

    /// The last of the list takes the place of the one that goes.
    private void unlist(UInt256 demand, Address provider) {
        var list = Slots.entry(OPEN, provider);
        long size = storage.number(list);
        long place = storage.number(demand.add(PLACE));
        var end = Slots.array(list).add(size - 1);
        long last = storage.number(end);
        storage.number(Slots.array(list).add(place - 1), last);
        storage.number(Slots.entry(DEMANDS, last).add(PLACE), place);
        storage.number(end, 0);
        storage.number(list, size - 1);
        storage.number(demand.add(PLACE), 0);
    }

    /// Numbers of the demands that are open on the provider's entries, at most `most` from place `from` of its list on.
    List<Long> of(Address provider, long from, int most) {
        var list = Slots.entry(OPEN, provider);
        long end = Math.min(storage.number(list), from + most);
        return LongStream.range(from, end)
                .mapToObj(place -> storage.number(Slots.array(list).add(place)))
                .toList();
    }

    /// Whether the demand was raised and is neither answered nor concluded.
    boolean isOpen(long number) {
        return storage.number(Slots.entry(DEMANDS, number)) != 0;
    }

    Demand open(long number) {
        var slot = Slots.entry(DEMANDS, number);
        var chain = new ChainName(new String(storage.bytes(slot.add(4)).toArrayUnsafe(), StandardCharsets.US_ASCII));
        return new Demand(
                DemandKind.of(storage.number(slot)),
                storage.hash(slot.add(1)),
                storage.hash(slot.add(2)),
                storage.hash(slot.add(3)),
                storage.number(slot.add(12)),
                new Parties(
                        chain, storage.hash(slot.add(5)), storage.address(slot.add(6)), storage.address(slot.add(7))),
                new Charge(storage.hash(slot.add(8)), storage.number(slot.add(9)), storage.amount(slot.add(10))),
                storage.number(slot.add(11)));
    }

    void close(long number) {
        var slot = Slots.entry(DEMANDS, number);
        unlist(slot, storage.address(slot.add(6)));
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
        storage.number(slot.add(12), 0);
    }

    private static UInt256 raised(DemandKind kind, Hash id) {
        return Slots.entry(Slots.entry(RAISED, kind.code()), id);
    }
}
