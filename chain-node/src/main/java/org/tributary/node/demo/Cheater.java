// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.util.List;
import java.util.concurrent.Callable;
import org.tributary.node.remote.Stop;

/// A client that receives a little honestly, and then claims more in three ways: above its ticket's cap, an old receipt
/// once more, and with a signature that is not its own.
///
/// The three go into one request, hence into one batch: a batch in which every signature is forged would be
/// refused as a whole and never show in a window.
final class Cheater implements Callable<TrafficCount> {
    private static final int DOWNLOADS = 5;
    private static final long FORGED_BYTES = 1 << 20;

    private final EdgeSession session;
    private final List<String> names;
    private final long maxUnits;
    private final Stop stop;

    Cheater(EdgeSession session, List<String> names, long maxUnits, Stop stop) {
        this.session = session;
        this.names = List.copyOf(names);
        this.maxUnits = maxUnits;
        this.stop = stop;
    }

    @Override
    public TrafficCount call() {
        int requests = Math.min(DOWNLOADS, names.size());
        for (var name : names.subList(0, requests)) {
            session.download(name);
        }
        var honest = session.end(stop).orElseThrow();
        var bucket = session.now();
        var overCap = session.claim(bucket, maxUnits + 1, session.client());
        var forged = session.claim(bucket, session.received() + FORGED_BYTES, Keys.fresh());
        session.hand(List.of(overCap, honest, forged));
        return new TrafficCount(requests, session.received());
    }
}
