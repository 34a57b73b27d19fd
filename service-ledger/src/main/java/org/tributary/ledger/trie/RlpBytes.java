// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.trie;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// RLP on plain arrays, as much of it as nodes need. An *item* is a value together with its prefix.
final class RlpBytes {
    private static final int STRING = 0x80;
    private static final int LIST = 0xc0;
    /// The longest content whose length fits into the prefix byte.
    private static final int SHORT = 55;

    private RlpBytes() {}

    static byte[] string(byte[] content) {
        if (content.length == 1 && content[0] >= 0) {
            return content;
        }
        return prefixed(STRING, content.length, content);
    }

    /// Room for a list whose items take `size` bytes, its prefix in place; the items fill the end.
    static byte[] openList(int size) {
        return prefixed(LIST, size, new byte[0]);
    }

    static int append(byte[] out, int at, byte[] item) {
        System.arraycopy(item, 0, out, at, item.length);
        return at + item.length;
    }

    static boolean isList(byte[] item) {
        return (item[0] & 0xff) >= LIST;
    }

    /// The items of the list that `rlp` is, from its first byte to its last.
    static List<byte[]> items(byte[] rlp) {
        if (rlp.length == 0 || !isList(rlp)) {
            throw new IllegalArgumentException("not a list");
        }
        int at = contentStart(rlp, 0);
        if (itemEnd(rlp, 0) != rlp.length) {
            throw new IllegalArgumentException("bytes after the end");
        }
        var items = new ArrayList<byte[]>(Branch.WIDTH + 1);
        while (at < rlp.length) {
            int end = itemEnd(rlp, at);
            items.add(Arrays.copyOfRange(rlp, at, end));
            at = end;
        }
        return items;
    }

    /// What a string item holds.
    static byte[] content(byte[] item) {
        if (isList(item)) {
            throw new IllegalArgumentException("a list where a string belongs");
        }
        return Arrays.copyOfRange(item, contentStart(item, 0), item.length);
    }

    private static int contentStart(byte[] rlp, int at) {
        int prefix = rlp[at] & 0xff;
        if (prefix < STRING) {
            return at;
        }
        int length = prefix - (prefix < LIST ? STRING : LIST);
        return at + 1 + Math.max(0, length - SHORT);
    }

    private static int itemEnd(byte[] rlp, int at) {
        int prefix = rlp[at] & 0xff;
        if (prefix < STRING) {
            return at + 1;
        }
        int length = prefix - (prefix < LIST ? STRING : LIST);
        int start = contentStart(rlp, at);
        long end = start + (length <= SHORT ? length : longLength(rlp, at + 1, start));
        if (end > rlp.length) {
            throw new IllegalArgumentException("an item ends behind its list");
        }
        return (int) end;
    }

    private static long longLength(byte[] rlp, int from, int to) {
        if (to - from > Integer.BYTES || to > rlp.length) {
            throw new IllegalArgumentException("an item is too long");
        }
        long length = 0;
        for (int i = from; i < to; i++) {
            length = length << 8 | (rlp[i] & 0xff);
        }
        return length;
    }

    private static byte[] prefixed(int base, int size, byte[] content) {
        if (size <= SHORT) {
            var out = new byte[1 + size];
            out[0] = (byte) (base + size);
            System.arraycopy(content, 0, out, 1, content.length);
            return out;
        }
        int lengthBytes = (Integer.SIZE - Integer.numberOfLeadingZeros(size) + 7) / Byte.SIZE;
        var out = new byte[1 + lengthBytes + size];
        out[0] = (byte) (base + SHORT + lengthBytes);
        for (int i = 0; i < lengthBytes; i++) {
            out[lengthBytes - i] = (byte) (size >>> (8 * i));
        }
        System.arraycopy(content, 0, out, 1 + lengthBytes, content.length);
        return out;
    }
}
