// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.node.client.Custody;
import org.tributary.node.client.FetchFailed;

/// A client that has an object kept, asks again and again whether it is still there, and signs for as long as it is.
final class ObjectOwner implements Callable<TrafficCount> {
    private static final Duration BETWEEN_PROOFS = Duration.ofMillis(500);

    private final ClientSession session;
    private final String name;
    private final Bytes content;
    private final Duration keep;
    private final Stage stage;

    ObjectOwner(ClientSession session, String name, Bytes content, Duration keep, Stage stage) {
        this.session = session;
        this.name = name;
        this.content = content;
        this.keep = keep;
        this.stage = stage;
    }

    @Override
    public TrafficCount call() throws FetchFailed {
        var custody = Custody.store(session.session(), session.edge(), content);
        long proofs = proofs(custody, keep);
        if (!custody.fetch().equals(content)) {
            throw new DemoFailed(name + ": what came back is not what was stored");
        }
        session.end();
        custody.end();
        session.close();
        stage.progress()
                .say(name + ": " + proofs + " proofs, came back whole, signed for " + session.received() + " "
                        + stage.unit());
        return new TrafficCount(proofs, session.received());
    }

    /// Asks until the time is over; returns how many proofs there were.
    long proofs(Custody custody, Duration time) throws FetchFailed {
        long start = System.nanoTime();
        long proofs = 0;
        while (System.nanoTime() - start < time.toNanos()) {
            stage.stop().pause(BETWEEN_PROOFS);
            custody.ask();
            proofs++;
        }
        return proofs;
    }

    /// What somebody does to the object while it is kept.
    interface Mishap {
        void happen() throws IOException;
    }

    /// Like [#call], but the edge loses something half-way: from then on nothing is signed.
    TrafficCount disappointed(Mishap mishap) throws IOException {
        var custody = Custody.store(session.session(), session.edge(), content);
        long proofs = proofs(custody, keep.dividedBy(2));
        long before = session.received();
        mishap.happen();
        var why = Optional.<String>empty();
        for (int i = 0; why.isEmpty(); i++) {
            if (i == 100) {
                throw new DemoFailed(name + ": the edge lost a part, and proves that it has it");
            }
            stage.stop().pause(BETWEEN_PROOFS);
            try {
                custody.ask();
                proofs++;
            } catch (FetchFailed lost) {
                why = Optional.of(String.valueOf(lost.getMessage()));
            }
        }
        session.end();
        session.close();
        stage.progress()
                .say(name + ": " + why.get() + "; signed for " + session.received() + " " + stage.unit() + ", "
                        + (session.received() - before) + " of them since the loss");
        return new TrafficCount(proofs, session.received());
    }
}
