// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.util.List;
import java.util.concurrent.Callable;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.primitives.Bucket;

/// A client that receives a little honestly, and then claims more in three ways: above its ticket's cap,
/// with a signature that is not its own, and an old receipt once more. The edge takes neither of the
/// first two. Then a provider that is in league with it hands the last two in, and the network takes none
/// either.
///
/// What is signed by the ticket's own key up to its cap would be paid: the DApp chooses its worst loss.
/// The two go into one batch: one in which every signature is forged would be refused as a whole and
/// never show in a window. Each has a bucket of its own, because of two in one bucket only the higher is
/// handed in.
final class Cheater implements Callable<TrafficCount> {
    private static final int DOWNLOADS = 5;
    private static final long FORGED_BYTES = 1 << 20;

    private final ClientSession session;
    private final Provider provider;
    private final List<String> names;
    private final long maxUnits;
    private final Stage stage;

    Cheater(ClientSession session, Provider provider, List<String> names, long maxUnits, Stage stage) {
        this.session = session;
        this.provider = provider;
        this.names = List.copyOf(names);
        this.maxUnits = maxUnits;
        this.stage = stage;
    }

    @Override
    public TrafficCount call() {
        int requests = Math.min(DOWNLOADS, names.size());
        for (var name : names.subList(0, requests)) {
            session.download(name);
        }
        session.end();
        var bucket = session.clock().now();
        var replayed = session.receipt(bucket, session.received(), session.client());
        var forged = session.receipt(bucket.plus(1), session.received() + FORGED_BYTES, Keys.fresh());
        var overCap = session.receipt(bucket.plus(2), maxUnits + 1, session.client());
        // By then the honest receipt has been handed in.
        await(bucket.plus(3));
        tell(overCap);
        tell(forged);
        if (!provider.submitter().take(List.of(replayed, forged))) {
            throw new DemoFailed("the provider has no room for receipts");
        }
        session.close();
        return new TrafficCount(requests, session.received());
    }

    private void await(Bucket bucket) {
        stage.stop().pause(session.clock().until(bucket));
    }

    private void tell(SignedReceipt claim) {
        var reason = session.claim(claim).orElseThrow(() -> new DemoFailed("the edge took a receipt that is not true"));
        stage.progress().say("the cheater's claim of " + claim.receipt().down() + " bytes: the edge says " + reason);
    }
}
