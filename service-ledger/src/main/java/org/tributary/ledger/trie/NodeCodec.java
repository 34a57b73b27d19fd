// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.trie;

import java.util.Arrays;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.crypto.Keccak;

/// The RLP of nodes (Yellow Paper, appendix D), written straight into one array of the right size: every block encodes
/// thousands of nodes.
final class NodeCodec {
    private NodeCodec() {}

    static byte[] encode(Node node) {
        return switch (node) {
            case Empty empty -> empty.reference();
            case Leaf leaf -> encodedPair(Nibbles.hexPrefix(leaf.path(), true), RlpBytes.string(leaf.value()));
            case Extension extension ->
                encodedPair(
                        Nibbles.hexPrefix(extension.path(), false),
                        extension.child().reference());
            case Branch branch -> encodedBranch(branch);
            case Folded _ -> throw new IllegalArgumentException("a folded node has no content");
        };
    }

    /// The RLP string of the hash of `rlp`.
    static byte[] hashReference(byte[] rlp) {
        var reference = new byte[Node.HASH_REFERENCE_SIZE];
        reference[0] = Node.HASH_PREFIX;
        System.arraycopy(Keccak.hash(Bytes.wrap(rlp)).bytes().toArrayUnsafe(), 0, reference, 1, Node.HASH_SIZE);
        return reference;
    }

    /// The inverse of [#encode]; what is not a node throws an [IllegalArgumentException]. The node is not sealed; those
    /// inside it are.
    static Node decode(byte[] rlp) {
        var items = RlpBytes.items(rlp);
        return switch (items.size()) {
            case 2 -> pair(items.getFirst(), items.getLast());
            case Branch.WIDTH + 1 -> {
                var children = new Node[Branch.WIDTH];
                for (int i = 0; i < children.length; i++) {
                    children[i] = child(items.get(i));
                }
                yield new Branch(children, RlpBytes.content(items.getLast()));
            }
            default -> throw new IllegalArgumentException("a node has 2 or 17 items, not " + items.size());
        };
    }

    private static Node pair(byte[] pathItem, byte[] second) {
        var packed = RlpBytes.content(pathItem);
        var path = Nibbles.unpack(packed);
        if (Nibbles.marksLeaf(packed)) {
            return new Leaf(path, RlpBytes.content(second));
        }
        return new Extension(path, child(second));
    }

    private static Node child(byte[] item) {
        if (RlpBytes.isList(item)) {
            var node = decode(item);
            node.refer(item);
            return node;
        }
        return switch (item.length) {
            case 1 -> {
                if (!Arrays.equals(item, Empty.EMPTY.reference())) {
                    throw new IllegalArgumentException("a reference is no single byte");
                }
                yield Empty.EMPTY;
            }
            case Node.HASH_REFERENCE_SIZE -> new Folded(item);
            default -> throw new IllegalArgumentException("a reference has 32 bytes, not " + (item.length - 1));
        };
    }

    private static byte[] encodedPair(byte[] packedPath, byte[] second) {
        var first = RlpBytes.string(packedPath);
        var out = RlpBytes.openList(first.length + second.length);
        int at = RlpBytes.append(out, out.length - first.length - second.length, first);
        RlpBytes.append(out, at, second);
        return out;
    }

    private static byte[] encodedBranch(Branch branch) {
        var value = RlpBytes.string(branch.value());
        int size = value.length;
        for (int i = 0; i < Branch.WIDTH; i++) {
            size += branch.child(i).reference().length;
        }
        var out = RlpBytes.openList(size);
        int at = out.length - size;
        for (int i = 0; i < Branch.WIDTH; i++) {
            at = RlpBytes.append(out, at, branch.child(i).reference());
        }
        RlpBytes.append(out, at, value);
        return out;
    }
}
