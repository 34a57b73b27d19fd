// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.network;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.view.LogEntry;
import org.tributary.ledger.view.LogQuery;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.Keccak;

/// Ethereum's 2,048-bit log filter (Yellow Paper §4.3.1): three bits for each address and topic.
final class Bloom {
    static final int SIZE = 256;

    private final byte[] bits;

    Bloom() {
        this.bits = new byte[SIZE];
    }

    private Bloom(byte[] bits) {
        this.bits = bits;
    }

    static Bloom of(Bytes bytes) {
        return new Bloom(bytes.toArray());
    }

    Bytes bytes() {
        return Bytes.wrap(bits.clone());
    }

    void add(LogEntry log) {
        add(log.address().bytes());
        log.topics().stream().map(Hash::bytes).forEach(this::add);
    }

    /// False only where nothing of the height matches.
    boolean mayMatch(LogQuery query) {
        if (!query.addresses().isEmpty() && query.addresses().stream().noneMatch(address -> has(address.bytes()))) {
            return false;
        }
        return query.topics().stream()
                .allMatch(wanted -> wanted.isEmpty() || wanted.stream().anyMatch(topic -> has(topic.bytes())));
    }

    private void add(Bytes item) {
        var hash = Keccak.hash(item).bytes();
        for (int pair = 0; pair < 6; pair += 2) {
            int bit = bit(hash, pair);
            bits[SIZE - 1 - bit / 8] |= (byte) (1 << bit % 8);
        }
    }

    private boolean has(Bytes item) {
        var hash = Keccak.hash(item).bytes();
        for (int pair = 0; pair < 6; pair += 2) {
            int bit = bit(hash, pair);
            if ((bits[SIZE - 1 - bit / 8] >> bit % 8 & 1) == 0) {
                return false;
            }
        }
        return true;
    }

    private static int bit(Bytes hash, int pair) {
        return ((hash.get(pair) & 0xff) << 8 | (hash.get(pair + 1) & 0xff)) & 2047;
    }
}
