// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.ledger.block.Unit;
import org.tributary.ledger.state.Account;
import org.tributary.ledger.state.StateRecords;
import org.tributary.ledger.store.KeyValueReader;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.ledger.trie.Change;
import org.tributary.ledger.trie.Owners;
import org.tributary.ledger.trie.Place;
import org.tributary.ledger.trie.Trie;
import org.tributary.ledger.trie.TrieProof;
import org.tributary.ledger.trie.Wanted;
import org.tributary.primitives.Address;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.crypto.Keccak;

/// Accounts: `[address, leaf, [unit]?, [proof node …]]`.
///
/// An account with storage has a newest unit, whose hash is in its storage. Nearly always that is all of its storage:
/// then the unit alone proves itself and the storage. Otherwise the nodes prove the unit's hash in the storage trie,
/// which is wanted next.
record AccountLeaves() implements Leaves {
    private static final int MAX_LEAF = 128;
    /// A unit lists the transactions of its block that touched the account.
    private static final int MAX_UNIT = 1 << 24;

    private static final int MAX_NODES = 64;
    private static final int MAX_NODE = 1_024;

    @Override
    public Bytes encode(KeyValueReader view, Change leaf) {
        var address = new Address(Leaves.preimage(view, leaf));
        var unit = view.get(Table.UNITS, address.bytes());
        var owner = Owners.storage(address);
        boolean hasTrie = view.get(Table.TRIE, owner).isPresent();
        var proof = hasTrie
                ? Trie.openSparse(view, owner).proof(Keccak.hash(Unit.HEAD_SLOT).bytes())
                : List.<Bytes>of();
        return Rlp.list(list -> list.address(address)
                .bytes(leaf.value())
                .list(inner -> unit.ifPresent(inner::bytes))
                .list(proof, (out, node) -> out.bytes(node)));
    }

    @Override
    public Entry decode(Bytes bytes) {
        return required(Rlp.decodeList(
                bytes,
                list -> new AccountEntry(
                        list.address(),
                        list.bytes(MAX_LEAF),
                        list.list(in -> in.isComplete() ? Optional.empty() : Optional.of(in.bytes(MAX_UNIT))),
                        list.list(MAX_NODES, in -> in.bytes(MAX_NODE)))));
    }

    static <T> T required(Decoded<T> decoded) {
        return switch (decoded) {
            case Decoded.Value<T>(var value) -> value;
            case Decoded.Malformed<T>(var reason) -> throw new IllegalArgumentException(reason);
        };
    }

    private record AccountEntry(Address address, Bytes encoded, Optional<Bytes> unit, List<Bytes> proof)
            implements Entry {
        @Override
        public Change leaf() {
            return StateRecords.leaf(address, encoded);
        }

        @Override
        public List<Wanted> put(WriteBatch batch) {
            var account = Account.decode(encoded).orBroken("a certified account");
            StateRecords.putAccount(batch, address, encoded);
            StateRecords.putPreimage(batch, address.bytes());
            if (account.storageRoot().equals(Trie.EMPTY_ROOT)) {
                refuseUnless(unit.isEmpty() && proof.isEmpty(), "an account without storage has no unit");
                return List.of();
            }
            refuseUnless(unit.isPresent(), "an account with storage has a unit");
            batch.put(Table.UNITS, address.bytes(), unit.orElseThrow());
            var head = UInt256.fromBytes(Keccak.hash(unit.orElseThrow()).bytes());
            if (proof.isEmpty()) {
                return lone(account, head, batch);
            }
            var leaf = StateRecords.leaf(Unit.HEAD_SLOT, head);
            var proven = TrieProof.value(account.storageRoot(), leaf.key(), proof);
            refuseUnless(
                    proven.equals(new Decoded.Value<>(Optional.of(leaf.value()))),
                    "the unit is not the account's newest");
            return List.of(new Wanted(Place.root(Owners.storage(address)), account.storageRoot()));
        }

        /// The hash of the unit is the only word in the account's storage.
        private List<Wanted> lone(Account account, UInt256 head, WriteBatch batch) {
            var root = Trie.rootOf(StateRecords.leaf(Unit.HEAD_SLOT, head));
            refuseUnless(root.equals(account.storageRoot()), "the unit is not the account's newest");
            StateRecords.putSlot(batch, address, Unit.HEAD_SLOT, head);
            StateRecords.putPreimage(batch, Unit.HEAD_SLOT);
            return List.of();
        }

        private static void refuseUnless(boolean holds, String reason) {
            if (!holds) {
                throw new IllegalArgumentException(reason);
            }
        }
    }
}
