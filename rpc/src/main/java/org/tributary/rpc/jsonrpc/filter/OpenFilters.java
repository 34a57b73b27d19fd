// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.filter;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.tributary.rpc.jsonrpc.method.RandomId;

/// The filters of all clients. One that nobody polls for a while is dropped.
final class OpenFilters {
    private record Entry(Filter filter, long usedNanos) {}

    private final Duration expiry;
    private final int most;
    private final LongSupplier nanoClock;

    /// Ordered by the last use.
    private final LinkedHashMap<String, Entry> byId = new LinkedHashMap<>();

    OpenFilters(Duration expiry, int most, LongSupplier nanoClock) {
        this.expiry = expiry;
        this.most = most;
        this.nanoClock = nanoClock;
    }

    /// The new filter's id, or nothing where there are too many.
    synchronized Optional<String> add(Filter filter) {
        dropExpired();
        if (byId.size() >= most) {
            return Optional.empty();
        }
        var id = RandomId.next();
        byId.put(id, new Entry(filter, nanoClock.getAsLong()));
        return Optional.of(id);
    }

    synchronized Optional<Filter> use(String id) {
        dropExpired();
        var entry = byId.remove(id);
        if (entry == null) {
            return Optional.empty();
        }
        byId.put(id, new Entry(entry.filter(), nanoClock.getAsLong()));
        return Optional.of(entry.filter());
    }

    synchronized boolean remove(String id) {
        dropExpired();
        return byId.remove(id) != null;
    }

    private void dropExpired() {
        long now = nanoClock.getAsLong();
        Iterator<Entry> oldestFirst = byId.values().iterator();
        while (oldestFirst.hasNext() && now - oldestFirst.next().usedNanos() > expiry.toNanos()) {
            oldestFirst.remove();
        }
    }
}
