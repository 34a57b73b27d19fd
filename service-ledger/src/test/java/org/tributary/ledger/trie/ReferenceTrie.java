// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.trie;

import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.crypto.Keccak;

/// The root of a trie as Yellow Paper appendix D defines it: from all its entries at once, by recursion, with hex text
/// for paths. Shares no code with the trie under test.
public final class ReferenceTrie {
    private record Item(String path, Bytes value) {}

    private ReferenceTrie() {}

    public static Hash root(Map<Bytes, Bytes> entries) {
        var items = entries.entrySet().stream()
                .map(entry -> new Item(entry.getKey().toUnprefixedHexString(), entry.getValue()))
                .toList();
        return Keccak.hash(items.isEmpty() ? Bytes.of(0x80) : node(items));
    }

    private static Bytes node(List<Item> items) {
        var first = items.getFirst();
        if (items.size() == 1) {
            return Rlp.list(leaf -> leaf.bytes(hexPrefix(first.path(), 2)).bytes(first.value()));
        }
        int shared = 0;
        while (sharesOneMore(items, shared)) {
            shared++;
        }
        if (shared == 0) {
            return branch(items);
        }
        var stretch = first.path().substring(0, shared);
        var below = branch(without(items, shared));
        return Rlp.list(extension -> child(extension.bytes(hexPrefix(stretch, 0)), below));
    }

    private static boolean sharesOneMore(List<Item> items, int shared) {
        var first = items.getFirst().path();
        return first.length() > shared
                && items.stream().allMatch(item -> item.path().startsWith(first.substring(0, shared + 1)));
    }

    private static Bytes branch(List<Item> items) {
        return Rlp.list(branch -> {
            for (int nibble = 0; nibble < 16; nibble++) {
                var digit = Integer.toHexString(nibble);
                var inside = items.stream()
                        .filter(item -> item.path().startsWith(digit))
                        .toList();
                if (inside.isEmpty()) {
                    branch.bytes(Bytes.EMPTY);
                } else {
                    child(branch, node(without(inside, 1)));
                }
            }
            branch.bytes(items.stream()
                    .filter(item -> item.path().isEmpty())
                    .map(Item::value)
                    .findFirst()
                    .orElse(Bytes.EMPTY));
        });
    }

    private static void child(RlpListWriter parent, Bytes rlp) {
        if (rlp.size() < 32) {
            parent.encoded(rlp);
        } else {
            parent.hash(Keccak.hash(rlp));
        }
    }

    private static List<Item> without(List<Item> items, int nibbles) {
        return items.stream()
                .map(item -> new Item(item.path().substring(nibbles), item.value()))
                .toList();
    }

    private static Bytes hexPrefix(String path, int flag) {
        boolean odd = path.length() % 2 == 1;
        return Bytes.fromHexString(odd ? (flag + 1) + path : flag + "0" + path);
    }
}
