// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.trie;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;

/// Checks what [Trie#proof] gives. Everything but the root comes from outside.
public final class TrieProof {
    private final List<Bytes> nodes;
    private int used;

    private TrieProof(List<Bytes> nodes) {
        this.nodes = nodes;
    }

    /// What the trie with this root has under `key`, empty if it has nothing there; malformed if `nodes` do not prove
    /// the one or the other, or hold more than that takes.
    public static Decoded<Optional<Bytes>> value(Hash root, Bytes key, List<Bytes> nodes) {
        var proof = new TrieProof(nodes);
        try {
            var walk = Walk.from(proof.root(root), Nibbles.of(key.toArrayUnsafe()), (node, _) -> proof.unfold(node));
            if (proof.used < nodes.size()) {
                return new Decoded.Malformed<>("the proof has nodes behind its end");
            }
            return new Decoded.Value<>(walk.value().map(Bytes::wrap));
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            return new Decoded.Malformed<>("not a proof: " + malformed.getMessage());
        }
    }

    private Node root(Hash root) {
        if (root.equals(Trie.EMPTY_ROOT)) {
            return Empty.EMPTY;
        }
        var reference = new byte[Node.HASH_REFERENCE_SIZE];
        reference[0] = Node.HASH_PREFIX;
        System.arraycopy(root.bytes().toArrayUnsafe(), 0, reference, 1, Node.HASH_SIZE);
        return new Folded(reference);
    }

    private Node unfold(Node node) {
        if (!(node instanceof Folded)) {
            return node;
        }
        if (used == nodes.size()) {
            throw new IllegalArgumentException("it ends above the key");
        }
        var rlp = nodes.get(used++).toArrayUnsafe();
        if (!Arrays.equals(NodeCodec.hashReference(rlp), node.reference())) {
            throw new IllegalArgumentException("node " + (used - 1) + " has another hash than its parent says");
        }
        return NodeCodec.decode(rlp);
    }
}
