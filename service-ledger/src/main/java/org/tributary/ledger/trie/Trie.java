// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.trie;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.store.KeyValueReader;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Invariant;

/// One Merkle-Patricia trie: what the store holds of it, and the changes on top that are not written yet. One thread.
///
/// Keys are used as they are: who wants Ethereum's secure trie hashes them first.
public final class Trie {
    /// Keccak-256 of the RLP of nothing.
    public static final Hash EMPTY_ROOT =
            Hash.parse("0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421");

    private final NodeRecords records;
    private final boolean keepsLoneLeaf;
    private boolean rootStored;
    private Node root;

    private Trie(NodeRecords records, Node root, boolean rootStored, boolean keepsLoneLeaf) {
        this.records = records;
        this.root = root;
        this.rootStored = rootStored;
        this.keepsLoneLeaf = keepsLoneLeaf;
    }

    /// The trie whose nodes stand under `owner`, a prefix that no other owner starts with; empty where there are none.
    public static Trie open(KeyValueReader store, Bytes owner) {
        var records = new NodeRecords(store, owner);
        var root = records.root();
        return new Trie(records, root.orElse(Empty.EMPTY), root.isPresent(), true);
    }

    /// Like [#open], but of a trie with one entry no node is stored: its opener knows the entry from elsewhere, and
    /// opens it by [#single]. With thousands of such tries that saves a read and a write for each.
    public static Trie openSparse(KeyValueReader store, Bytes owner) {
        var records = new NodeRecords(store, owner);
        var root = records.root();
        return new Trie(records, root.orElse(Empty.EMPTY), root.isPresent(), false);
    }

    /// The trie under `owner` that has this one entry, of which no node is stored.
    public static Trie single(KeyValueReader store, Bytes owner, Change only) {
        return new Trie(new NodeRecords(store, owner), leaf(only), false, false);
    }

    /// The root of a trie that has this one entry.
    public static Hash rootOf(Change only) {
        return Hash.of(Bytes.wrap(leaf(only).reference(), 1, Node.HASH_SIZE));
    }

    private static Leaf leaf(Change only) {
        var entry = Entry.of(only);
        var leaf = new Leaf(entry.path(), entry.value());
        leaf.refer(NodeCodec.hashReference(NodeCodec.encode(leaf)));
        return leaf;
    }

    /// The trie under `owner` of which the caller knows that it is empty.
    public static Trie empty(KeyValueReader store, Bytes owner) {
        return new Trie(new NodeRecords(store, owner), Empty.EMPTY, false, false);
    }

    public Hash root() {
        return root == Empty.EMPTY ? EMPTY_ROOT : Hash.of(Bytes.wrap(root.reference(), 1, Node.HASH_SIZE));
    }

    /// Applies the changes, of which no two may have the same key, in one pass.
    public void update(Collection<Change> changes) {
        var entries = new ArrayList<Entry>(changes.size());
        changes.forEach(change -> entries.add(Entry.of(change)));
        entries.sort(null);
        for (int i = 1; i < entries.size(); i++) {
            Invariant.check(entries.get(i - 1).compareTo(entries.get(i)) != 0, "a key changes once in one update");
        }
        root = new Fold(records, entries).apply(root, 0, 0, entries.size());
        sealRoot();
    }

    public Optional<Bytes> get(Bytes key) {
        return walk(key).value().map(Bytes::wrap);
    }

    /// The RLP of the nodes from the root towards `key`, without those that live inside their parent: what
    /// [TrieProof#value] takes, for a key that is there and for one that is not.
    public List<Bytes> proof(Bytes key) {
        return walk(key).nodes().stream()
                .filter(Node::isStored)
                .map(node -> Bytes.wrap(NodeCodec.encode(node)))
                .toList();
    }

    /// The node records that all updates so far have come to.
    public void writeTo(WriteBatch batch) {
        records.writeTo(batch);
    }

    private Walk walk(Bytes key) {
        return Walk.from(root, Nibbles.of(key.toArrayUnsafe()), records::unfold);
    }

    /// A root has a hash however short it is.
    private void sealRoot() {
        if (root.isSealed()) {
            if (root == Empty.EMPTY && rootStored) {
                dropRoot();
            }
            return;
        }
        var rlp = NodeCodec.encode(root);
        root.refer(NodeCodec.hashReference(rlp));
        if (keepsLoneLeaf || !(root instanceof Leaf)) {
            records.put(Nibbles.NONE, rlp);
            rootStored = true;
        } else if (rootStored) {
            dropRoot();
        }
    }

    private void dropRoot() {
        records.delete(Nibbles.NONE);
        rootStored = false;
    }
}
