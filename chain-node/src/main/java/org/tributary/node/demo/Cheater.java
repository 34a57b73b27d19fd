// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;

/// A client that receives a little honestly, and then claims more: above its ticket's cap, with a signature that is not
/// its own, an old receipt once more, and what no honest client of this kind can sign: a call that is longer than the
/// time, or storage of it does not say what. The edge takes none of the new ones. Then a provider that is in league
/// with it hands them in, and the network takes none either.
///
/// What is signed by the ticket's own key up to its cap would be paid: the DApp chooses its worst loss.
/// They go into one batch: one in which every signature is forged would be refused as a whole and
/// never show in a window. Each has a bucket of its own, because of two in one bucket only the higher is
/// handed in.
final class Cheater implements Callable<TrafficCount> {
    private static final long FORGED_UNITS = 1_000;

    private final ClientSession session;
    private final Provider provider;
    private final Honest honest;
    private final long maxUnits;
    private final Stage stage;

    /// What it does before.
    interface Honest {
        /// Returns how often something was served.
        long use(ClientSession session) throws Exception;
    }

    Cheater(ClientSession session, Provider provider, Honest honest, long maxUnits, Stage stage) {
        this.session = session;
        this.provider = provider;
        this.honest = honest;
        this.maxUnits = maxUnits;
        this.stage = stage;
    }

    @Override
    public TrafficCount call() throws Exception {
        long requests = honest.use(session);
        session.end();
        var bucket = session.clock().now();
        var replayed = claim(bucket, session.received());
        var forged = session.receipt(bucket.plus(1), session.received() + FORGED_UNITS, content(), Keys.fresh());
        var overCap = claim(bucket.plus(2), maxUnits + 1);
        var impossible = impossible(bucket.plus(2));
        // By then the honest receipt has been handed in.
        stage.stop().pause(session.clock().until(bucket.plus(3)));
        tell(overCap);
        tell(forged);
        impossible.ifPresent(this::tell);
        var league = new ArrayList<>(List.of(replayed, forged));
        impossible.ifPresent(league::add);
        if (!provider.submitter().take(league)) {
            throw new DemoFailed("the provider has no room for receipts");
        }
        session.close();
        return new TrafficCount(requests, session.received());
    }

    private SignedReceipt claim(Bucket bucket, long total) {
        return session.receipt(bucket, total, content(), session.client());
    }

    /// Where receipts have to name what they are for, any name does.
    private Hash content() {
        return session.session().ticket();
    }

    private Optional<SignedReceipt> impossible(Bucket bucket) {
        return switch (stage.kind()) {
            case BYTES, MESSAGES -> Optional.empty();
            case CALL_MILLISECONDS -> {
                long buckets = bucket.number() - session.start().number() + 1;
                yield Optional.of(claim(bucket, buckets * session.clock().bucketMillis() + 1));
            }
            case BYTE_SECONDS ->
                Optional.of(session.receipt(bucket, session.received() + 1, Hash.ZERO, session.client()));
        };
    }

    private void tell(SignedReceipt claim) {
        var reason = session.claim(claim).orElseThrow(() -> new DemoFailed("the edge took a receipt that is not true"));
        stage.progress()
                .say("the cheater's claim of " + session.units(claim) + " " + stage.unit() + ": the edge says "
                        + reason);
    }
}
