// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import org.tributary.node.demo.Caller.Ending;
import org.tributary.node.demo.Caller.Voices;
import org.tributary.node.edge.Goods;

/// Real calls: pairs of clients that talk over an edge, fifty frames a second each way. The line of one breaks, and one
/// client cheats.
final class LiveCalls implements LiveUsage {
    static final int CALLS = 6;

    /// Five minutes: the cheater has to be refused for another reason first.
    private static final long MAX_UNITS = 300_000;

    /// Of a call: a receipt comes every half second.
    private static final long CREDIT = 2_000;

    /// Who is hung up on hears of it in this time.
    private static final Duration GOOD_BYE = Duration.ofSeconds(3);

    private static final Voices CALLERS = new Voices(Tone.frame(8), Tone.frame(9));
    private static final Voices CALLEES = new Voices(CALLERS.other(), CALLERS.own());

    private final Duration talk;

    /// @param talk how long a call lasts
    LiveCalls(Duration talk) {
        this.talk = talk;
    }

    @Override
    public long maxUnits() {
        return MAX_UNITS;
    }

    /// Two of each call, the cheater's too.
    @Override
    public long sessions() {
        return 2 * (CALLS + 1);
    }

    @Override
    public TrafficCount run(LiveEdges edges) throws IOException {
        edges.open(_ -> new Goods.Lines(), CREDIT);
        var clients = new ArrayList<Callable<TrafficCount>>();
        for (int i = 0; i < CALLS; i++) {
            int provider = i % edges.size();
            var name = "call-" + (i + 1);
            boolean drops = i == 0;
            clients.add(() -> new Caller(
                            edges.session(provider),
                            name,
                            CALLERS,
                            drops ? talk.dividedBy(2) : talk,
                            drops ? Ending.DROP : Ending.HANG_UP,
                            edges.stage())
                    .call());
            clients.add(() -> new Caller(
                            edges.session(provider), name, CALLEES, talk.plus(GOOD_BYE), Ending.HANG_UP, edges.stage())
                    .call());
        }
        clients.add(() -> edges.cheater(session -> cheatersCall(session, edges)).call());
        clients.add(() -> new Caller(edges.session(0), "call-x", CALLEES, talk, Ending.HANG_UP, edges.stage()).call());
        edges.stage()
                .progress()
                .say(CALLS + " calls of " + talk.toSeconds() + " s, the line of one breaks; one more client cheats");
        return edges.all(clients);
    }

    private long cheatersCall(ClientSession session, LiveEdges edges) throws IOException {
        new Caller(session, "call-x", CALLERS, talk.dividedBy(2), Ending.HANG_UP, edges.stage()).talk();
        return 1;
    }
}
