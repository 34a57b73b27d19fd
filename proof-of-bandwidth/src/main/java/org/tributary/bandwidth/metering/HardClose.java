// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;

/// Drops what a window is past: tickets give back what they did not use, and old counters go. Protocol
/// §7.1, §7.9.
record HardClose(MeteringState state, MeteringRules rules, Ratings ratings, Bucket windowStart) {
    /// Returns the dropped tickets.
    List<Hash> run() {
        var tickets = past(state.releases, windowStart);
        var dropped = new ArrayList<Hash>();
        for (var key : tickets) {
            var hash = state.releases.require(key, "a queued ticket");
            release(hash);
            state.releases.remove(key);
            dropped.add(hash);
        }
        for (var key : past(state.lapses, windowStart)) {
            state.capabilities.remove(
                    state.lapses.require(key, "a queued capability").bytes());
            state.lapses.remove(key);
        }
        // An entry's bucket is at most one acceptance older than its arrival, and that at most one than its ordering.
        var horizon = new Bucket(Math.max(0, windowStart.number() - 2 * rules.hardAcceptanceBuckets()));
        past(state.bucketUse, horizon).forEach(state.bucketUse::remove);
        past(state.ordered, horizon).forEach(state.ordered::remove);
        return dropped;
    }

    private void release(Hash hash) {
        var opened = state.tickets.require(hash.bytes(), "a ticket until it is dropped");
        long used = state.usage.require(hash.bytes(), "an open ticket's usage").used();
        ratings.close(opened, used);
        var capability = opened.ticket().capability().bytes();
        var unspent = new Amount(opened.worst(rules).subtract(opened.spent(used, rules)));
        state.capabilities.put(
                capability,
                state.capabilities.require(capability, "a ticket's capability").release(unspent));
        state.tickets.remove(hash.bytes());
        state.usage.remove(hash.bytes());
    }

    /// The keys whose bucket is before `bucket`.
    private static <T> List<Bytes> past(CellTable<T> table, Bucket bucket) {
        var keys = new ArrayList<Bytes>();
        table.scan((key, value) -> {
            if (!MeteringState.bucketOf(key).isBefore(bucket)) {
                return false;
            }
            keys.add(key);
            return true;
        });
        return keys;
    }
}
