// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.follow;

import java.util.ArrayDeque;
import java.util.List;
import org.tributary.primitives.Hash;

/// The newest hashes that entered the mempool, numbered from 0. A reader that falls further behind than is kept misses
/// the oldest; it holds nobody up.
public final class RecentPending {
    /// Two seconds of a full mempool.
    private static final int KEPT = 16_384;

    private final ArrayDeque<Hash> hashes = new ArrayDeque<>();
    private long nextNumber;

    /// @param next the number to ask from the next time
    public record Since(List<Hash> hashes, long next) {}

    synchronized void add(Hash hash) {
        if (hashes.size() == KEPT) {
            hashes.removeFirst();
        }
        hashes.addLast(hash);
        nextNumber++;
    }

    public synchronized long next() {
        return nextNumber;
    }

    public synchronized Since since(long number) {
        // From the newest back: who asks often asks for few of many.
        var newer = new ArrayDeque<Hash>();
        var newest = hashes.descendingIterator();
        for (long next = nextNumber; next > number && newest.hasNext(); next--) {
            newer.addFirst(newest.next());
        }
        return new Since(List.copyOf(newer), nextNumber);
    }
}
