// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.ledger.state.StateRecords;
import org.tributary.ledger.store.KeyValueReader;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.ledger.trie.Change;
import org.tributary.ledger.trie.Owners;
import org.tributary.ledger.trie.Wanted;
import org.tributary.primitives.Address;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.codec.Rlp;

/// The leaves of one kind of trie, as they travel: with what their keys are hashes of, and with what stands beside
/// them.
sealed interface Leaves permits AccountLeaves, Leaves.Slots, Leaves.Cells {
    /// A leaf that travelled.
    interface Entry {
        Change leaf();

        /// Puts the flat records, once the leaf is known to belong into the trie; malformed is what does not follow
        /// from it. Gives the tries that hang on the leaf.
        ///
        /// @throws IllegalArgumentException where what stands beside the leaf does not follow from it
        List<Wanted> put(WriteBatch batch);
    }

    /// The leaf as an entry's bytes.
    Bytes encode(KeyValueReader view, Change leaf);

    /// @throws IllegalArgumentException where the bytes are no entry
    Entry decode(Bytes bytes);

    /// Nothing where no trie has this owner.
    static Optional<Leaves> of(Bytes owner) {
        if (owner.equals(Owners.ACCOUNTS)) {
            return Optional.of(new AccountLeaves());
        }
        if (owner.equals(Owners.CELLS)) {
            return Optional.of(new Cells());
        }
        return Owners.account(owner).map(Slots::new);
    }

    static Bytes preimage(KeyValueReader view, Change leaf) {
        var preimage = view.get(Table.PREIMAGES, leaf.key());
        Invariant.check(preimage.isPresent(), "what a leaf's key is the hash of is known");
        return preimage.orElseThrow();
    }

    /// Storage words: `[slot, word]`.
    record Slots(Address account) implements Leaves {
        @Override
        public Bytes encode(KeyValueReader view, Change leaf) {
            var slot = preimage(view, leaf);
            var word = view.get(Table.SLOTS, Bytes.concatenate(account.bytes(), slot));
            Invariant.check(word.isPresent(), "a storage leaf has a flat record");
            return Rlp.list(list -> list.bytes(slot).bytes(word.orElseThrow()));
        }

        @Override
        public Entry decode(Bytes bytes) {
            return AccountLeaves.required(Rlp.decodeList(bytes, list -> {
                var slot = UInt256.fromBytes(list.exactly(UInt256.SIZE));
                return new Slot(account, slot, UInt256.valueOf(list.bigNumber(UInt256.SIZE)));
            }));
        }
    }

    record Slot(Address account, UInt256 slot, UInt256 word) implements Entry {
        @Override
        public Change leaf() {
            return StateRecords.leaf(slot, word);
        }

        @Override
        public List<Wanted> put(WriteBatch batch) {
            StateRecords.putSlot(batch, account, slot, word);
            StateRecords.putPreimage(batch, slot);
            return List.of();
        }
    }

    /// Metering cells: `[key, value]`.
    record Cells() implements Leaves {
        private static final int MAX_KEY = 128;
        private static final int MAX_VALUE = 1 << 24;

        @Override
        public Bytes encode(KeyValueReader view, Change leaf) {
            return Rlp.list(list -> list.bytes(leaf.key()).bytes(leaf.value()));
        }

        @Override
        public Entry decode(Bytes bytes) {
            return AccountLeaves.required(
                    Rlp.decodeList(bytes, list -> new Cell(new Change(list.bytes(MAX_KEY), list.bytes(MAX_VALUE)))));
        }
    }

    record Cell(Change leaf) implements Entry {
        @Override
        public List<Wanted> put(WriteBatch batch) {
            batch.put(Table.CELLS, leaf.key(), leaf.value());
            return List.of();
        }
    }
}
