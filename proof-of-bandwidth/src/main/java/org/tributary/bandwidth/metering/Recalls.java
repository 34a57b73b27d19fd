// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;

/// The cover that pools' owners want back. No opening reserves it from the notice on; what is then
/// neither reserved nor billed is released when its delay is over, the rest one delay later.
record Recalls(MeteringState state) {
    void add(Hash pool, Amount amount, Bucket due) {
        var cover = state.pools.get(pool.bytes());
        if (cover.isPresent()) {
            state.pools.put(pool.bytes(), cover.get().recalled(amount));
            queue(pool, amount, due);
        }
    }

    boolean isDue(Bucket now) {
        return first().filter(key -> !MeteringState.bucketOf(key).isAfter(now)).isPresent();
    }

    /// Releases what is due, the oldest first, and queues the rest for bucket `again`.
    ///
    /// @param again after `now`
    List<Released> release(Bucket now, Bucket again, int limit) {
        var released = new ArrayList<Released>();
        for (int i = 0; i < limit && isDue(now); i++) {
            var key = first().orElseThrow();
            var back = release(key, again);
            if (!back.amount().isZero() || !back.lapsed().isZero()) {
                released.add(back);
            }
        }
        return released;
    }

    /// What is still reserved may come free; what is billed will not.
    private Released release(Bytes key, Bucket again) {
        var pool = MeteringState.hashOf(key);
        var cover = state.pools.require(pool.bytes(), "a pool with a recall");
        var asked = state.recalls.require(key, "a queued recall");
        var amount = asked.min(cover.leaving());
        var waiting = asked.minus(amount).min(cover.reserved());
        var back = new Released(pool, amount, asked.minus(amount).minus(waiting));
        state.pools.put(pool.bytes(), cover.released(back));
        state.recalls.remove(key);
        if (!waiting.isZero()) {
            queue(pool, waiting, again);
        }
        return back;
    }

    private void queue(Hash pool, Amount amount, Bucket due) {
        var key = MeteringState.key(due, pool);
        state.recalls.put(key, state.recalls.get(key).orElse(Amount.ZERO).plus(amount));
    }

    private Optional<Bytes> first() {
        var keys = new ArrayList<Bytes>(1);
        state.recalls.scan((key, amount) -> {
            keys.add(key);
            return false;
        });
        return keys.stream().findFirst();
    }
}
