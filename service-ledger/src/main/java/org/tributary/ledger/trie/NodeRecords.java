// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.trie;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.store.KeyValueReader;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.primitives.Invariant;

/// The records of one trie in [Table#TRIE]: key = owner ‖ one byte per nibble of the path, value = the node's RLP.
final class NodeRecords {
    private record Written(Bytes key, Bytes rlp) {}

    private final KeyValueReader store;
    private final byte[] owner;
    private final List<Written> written = new ArrayList<>();

    NodeRecords(KeyValueReader store, Bytes owner) {
        this.store = store;
        this.owner = owner.toArrayUnsafe();
    }

    Optional<Node> root() {
        return store.get(Table.TRIE, key(Nibbles.NONE)).map(rlp -> {
            var node = decode(rlp);
            node.refer(NodeCodec.hashReference(rlp.toArrayUnsafe()));
            return node;
        });
    }

    /// The node itself, where only its hash is in memory so far.
    Node unfold(Node node, byte[] path) {
        if (!(node instanceof Folded)) {
            return node;
        }
        var rlp = store.get(Table.TRIE, key(path));
        Invariant.check(rlp.isPresent(), "every node that a trie names is stored");
        var unfolded = decode(rlp.orElseThrow());
        unfolded.refer(node.reference());
        return unfolded;
    }

    /// Gives `after` its reference, and brings the record at `path` from what `before` needed to what `after` needs.
    void seal(byte[] path, Node before, Node after) {
        if (after != Empty.EMPTY) {
            var rlp = NodeCodec.encode(after);
            if (rlp.length >= Node.HASH_SIZE) {
                after.refer(NodeCodec.hashReference(rlp));
                put(path, rlp);
                return;
            }
            after.refer(rlp);
        }
        if (before.isStored()) {
            delete(path);
        }
    }

    void put(byte[] path, byte[] rlp) {
        written.add(new Written(key(path), Bytes.wrap(rlp)));
    }

    void delete(byte[] path) {
        written.add(new Written(key(path), Bytes.EMPTY));
    }

    void writeTo(WriteBatch batch) {
        for (var write : written) {
            if (write.rlp().isEmpty()) {
                batch.delete(Table.TRIE, write.key());
            } else {
                batch.put(Table.TRIE, write.key(), write.rlp());
            }
        }
    }

    private Bytes key(byte[] path) {
        return Bytes.wrap(Nibbles.join(owner, path));
    }

    private static Node decode(Bytes rlp) {
        try {
            return NodeCodec.decode(rlp.toArrayUnsafe());
        } catch (IllegalArgumentException | IndexOutOfBoundsException damaged) {
            throw new Invariant.Broken("a trie node of our own decodes: " + damaged.getMessage());
        }
    }
}
