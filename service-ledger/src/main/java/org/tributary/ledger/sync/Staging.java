// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.block.Header;
import org.tributary.ledger.chain.BlockStore;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.main.AnchorBook;
import org.tributary.ledger.main.Inbox;
import org.tributary.ledger.network.NetworkLedger;
import org.tributary.ledger.service.ServiceProgram;
import org.tributary.ledger.state.State;
import org.tributary.ledger.state.StateReader;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.ledger.trie.Owners;
import org.tributary.ledger.trie.Place;
import org.tributary.ledger.trie.Trie;
import org.tributary.ledger.trie.Wanted;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.codec.Rlp;

/// One chain's snapshot in the making, in a store of its own: what is there, and what is still wanted. Both change with
/// every answer in one batch, so that a node that was killed goes on where it was.
public final class Staging {
    private static final Bytes TARGET = name("snapshot-target");
    private static final Bytes STEP = name("snapshot-step");

    private final ChainSpec spec;
    private final KeyValueStore store;

    /// What comes after the other.
    private enum Step {
        STATE(1),
        /// What the state names by hash: metering cells, waiting messages.
        BESIDE(2),
        /// On main: headers that others name, and messages that others have not consumed.
        HISTORY(3);

        private final int code;

        Step(int code) {
            this.code = code;
        }
    }

    /// How far another chain's head has got with main: what it will ask for next.
    ///
    /// @param main the newest main height that it names
    /// @param consumed how many of main's messages it has consumed
    record Reader(ChainName chain, Height main, long consumed) {
        static Reader of(Header head) {
            var main = head.height().equals(Height.ZERO)
                    ? Height.ZERO
                    : head.main().height();
            return new Reader(head.chain(), main, head.cursor(ChainName.MAIN));
        }
    }

    public Staging(ChainSpec spec, KeyValueStore store) {
        this.spec = spec;
        this.store = store;
    }

    /// The snapshot that is being made, if one is begun.
    Optional<Offer> target() {
        return store.get(Table.META, TARGET)
                .map(bytes -> Rlp.decodeList(bytes, list -> Offer.read(spec.hash(), list))
                        .orBroken("a snapshot's target"));
    }

    void begin(Offer target, Block genesis) {
        var batch = new WriteBatch();
        batch.put(Table.META, TARGET, Rlp.list(target::write));
        BlockStore.putGenesis(batch, genesis, spec.hash());
        want(
                batch,
                new Want.Piece(new Wanted(
                        Place.root(Owners.ACCOUNTS), target.header().roots().state())));
        step(batch, Step.STATE);
        store.write(batch);
    }

    /// The first of what is wanted, in the order in which it should be asked for.
    List<Want> wants(int limit) {
        var wants = new ArrayList<Want>();
        store.scan(Table.WANTED, Bytes.EMPTY, Bytes.EMPTY, (_, value) -> {
            wants.add(Want.decode(value));
            return wants.size() < limit;
        });
        return wants;
    }

    /// Takes an answer in, or says what is wrong with it and changes nothing. What power loss takes of it is wanted
    /// again.
    Verdict take(Want want, Bytes answer) {
        var batch = new WriteBatch().delete(Table.WANTED, want.key());
        var verdict = new Answers(store).take(want, answer, batch);
        if (verdict.accepted()) {
            store.writeUnsynced(batch);
        }
        return verdict;
    }

    /// Goes on once nothing is wanted; returns whether anything is wanted again. False: state and what it names are
    /// complete.
    boolean completeState() {
        if (wants(1).isEmpty() && step() == Step.STATE) {
            var batch = new WriteBatch();
            beside().ifPresent(want -> want(batch, want));
            step(batch, Step.BESIDE);
            store.writeUnsynced(batch);
        }
        return !wants(1).isEmpty();
    }

    private Optional<Want> beside() {
        if (!chain().equals(ChainName.MAIN)) {
            var root = Hash.of(ledgerSlot(ServiceProgram.CELLS_ROOT).toBytes());
            return root.equals(Hash.ZERO) || root.equals(Trie.EMPTY_ROOT)
                    ? Optional.empty()
                    : Optional.of(new Want.Piece(new Wanted(Place.root(Owners.CELLS), root)));
        }
        long first = Inbox.consumed(header());
        return first < ledgerSlot(Inbox.countSlot()).toLong() ? Optional.of(new Want.Waiting(first)) : Optional.empty();
    }

    /// On main, after [#completeState]: what the heads of the other chains will ask main for. Returns
    /// whether anything is wanted for it.
    boolean completeHistory(List<Reader> readers) {
        if (wants(1).isEmpty() && step() == Step.BESIDE) {
            var until =
                    readers.stream().map(Reader::main).min(Height::compareTo).orElse(header().height());
            var owed = readers.stream()
                    .map(reader -> new Want.Owed(
                            reader.chain(),
                            reader.consumed(),
                            ledgerSlot(Ledger.sentSlot(reader.chain())).toLong()))
                    .toList();
            var batch = new WriteBatch();
            var walk = new Walk(until, owed, batch);
            walk.visit(header(), header().hash());
            walk.next().ifPresent(want -> want(batch, want));
            step(batch, Step.HISTORY);
            store.writeUnsynced(batch);
        }
        return !wants(1).isEmpty();
    }

    /// Up to which height the staged state of main has anchored `chain`.
    Height anchored(ChainName chain) {
        return new AnchorBook(spec, new Accounts(State.over(store))).height(chain);
    }

    /// Makes the store one that a ledger opens, durably.
    void finish() {
        Invariant.check(wants(1).isEmpty(), "a snapshot is complete before it is used");
        var target = target().orElseThrow();
        var root = State.over(store).root();
        Invariant.check(root.equals(target.header().roots().state()), "the state is the certified one");
        var batch = new WriteBatch().delete(Table.META, TARGET).delete(Table.META, STEP);
        BlockStore.putHead(batch, target.header(), target.certificate(), spec.hash());
        NetworkLedger.putIndexed(batch, target.height());
        store.write(batch);
    }

    private Header header() {
        return target().orElseThrow().header();
    }

    private ChainName chain() {
        return header().chain();
    }

    private UInt256 ledgerSlot(UInt256 slot) {
        return StateReader.over(store).slot(Reserved.LEDGER, slot);
    }

    private Step step() {
        int code = store.get(Table.META, STEP).orElseThrow().get(0);
        return switch (code) {
            case 1 -> Step.STATE;
            case 2 -> Step.BESIDE;
            case 3 -> Step.HISTORY;
            default -> throw new Invariant.Broken("a snapshot's step of our own decodes");
        };
    }

    private static void step(WriteBatch batch, Step step) {
        batch.put(Table.META, STEP, Bytes.of(step.code));
    }

    static void want(WriteBatch batch, Want want) {
        batch.put(Table.WANTED, want.key(), want.encoded());
    }

    private static Bytes name(String name) {
        return Bytes.wrap(name.getBytes(StandardCharsets.US_ASCII));
    }
}
