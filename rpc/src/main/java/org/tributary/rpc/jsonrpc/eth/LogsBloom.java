// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.eth;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.view.LogEntry;
import org.tributary.primitives.crypto.Keccak;

/// The 2048-bit Bloom filter over addresses and topics (Ethereum Yellow Paper §4.3.1).
final class LogsBloom {
    static final int SIZE = 256;
    private static final int BITS_PER_ITEM = 3;

    private LogsBloom() {}

    static Bytes of(List<LogEntry> logs) {
        var bloom = new byte[SIZE];
        for (var log : logs) {
            add(bloom, log.address().bytes());
            log.topics().forEach(topic -> add(bloom, topic.bytes()));
        }
        return Bytes.wrap(bloom);
    }

    /// The bits that `item` sets; worth keeping when many blooms are asked.
    static int[] bits(Bytes item) {
        var digest = Keccak.hash(item).bytes();
        var bits = new int[BITS_PER_ITEM];
        for (int pair = 0; pair < BITS_PER_ITEM; pair++) {
            // The low 11 bits of each of the digest's first three pairs of bytes.
            bits[pair] = ((digest.get(2 * pair) & 0x07) << Byte.SIZE) | (digest.get(2 * pair + 1) & 0xff);
        }
        return bits;
    }

    /// False only where no log under `bloom` can have the item.
    static boolean mayContain(Bytes bloom, int[] bits) {
        for (int bit : bits) {
            if ((bloom.get(position(bit)) & mask(bit)) == 0) {
                return false;
            }
        }
        return true;
    }

    static void add(byte[] bloom, Bytes item) {
        for (int bit : bits(item)) {
            bloom[position(bit)] |= mask(bit);
        }
    }

    private static int position(int bit) {
        return SIZE - 1 - bit / Byte.SIZE;
    }

    private static byte mask(int bit) {
        return (byte) (1 << (bit % Byte.SIZE));
    }
}
