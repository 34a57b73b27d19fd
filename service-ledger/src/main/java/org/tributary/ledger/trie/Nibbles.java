// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.trie;

import java.util.Arrays;

/// Paths through a trie: one nibble (0 … 15) per array element.
final class Nibbles {
    static final byte[] NONE = {};
    private static final int ODD = 0x10;
    private static final int LEAF = 0x20;

    private Nibbles() {}

    static byte[] of(byte[] key) {
        var path = new byte[2 * key.length];
        for (int i = 0; i < key.length; i++) {
            path[2 * i] = (byte) (key[i] >> 4 & 0xf);
            path[2 * i + 1] = (byte) (key[i] & 0xf);
        }
        return path;
    }

    /// The key of which `path` is the path.
    static byte[] pack(byte[] path) {
        if (path.length % 2 != 0) {
            throw new IllegalArgumentException("a key has whole bytes");
        }
        var key = new byte[path.length / 2];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (path[2 * i] << 4 | path[2 * i + 1]);
        }
        return key;
    }

    /// The hex-prefix form (Yellow Paper, appendix C) of a leaf's or an extension's path.
    static byte[] hexPrefix(byte[] path, boolean leaf) {
        var packed = new byte[path.length / 2 + 1];
        int from = path.length & 1;
        packed[0] = (byte) ((leaf ? LEAF : 0) | (from == 1 ? ODD | path[0] : 0));
        for (int i = 1; i < packed.length; i++) {
            packed[i] = (byte) (path[from] << 4 | path[from + 1]);
            from += 2;
        }
        return packed;
    }

    static boolean marksLeaf(byte[] packed) {
        return (packed[0] & LEAF) != 0;
    }

    static byte[] unpack(byte[] packed) {
        if (packed.length == 0 || packed[0] < 0 || packed[0] >= 2 * LEAF) {
            throw new IllegalArgumentException("not a hex-prefixed path");
        }
        boolean odd = (packed[0] & ODD) != 0;
        if (!odd && (packed[0] & 0xf) != 0) {
            throw new IllegalArgumentException("an even path is padded with zero");
        }
        return Arrays.copyOfRange(of(packed), odd ? 1 : 2, 2 * packed.length);
    }

    /// How many nibbles of `path`, from its start, `key` has from `depth` on.
    static int shared(byte[] path, byte[] key, int depth) {
        int end = Math.min(path.length, key.length - depth);
        int mismatch = Arrays.mismatch(path, 0, end, key, depth, depth + end);
        return mismatch < 0 ? end : mismatch;
    }

    static byte[] join(byte[] head, byte[] tail) {
        var joined = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, joined, head.length, tail.length);
        return joined;
    }

    static byte[] join(byte[] head, int nibble) {
        var joined = Arrays.copyOf(head, head.length + 1);
        joined[head.length] = (byte) nibble;
        return joined;
    }

    static byte[] from(byte[] path, int start) {
        return Arrays.copyOfRange(path, start, path.length);
    }
}
