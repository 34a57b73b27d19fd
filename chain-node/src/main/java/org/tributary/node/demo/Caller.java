// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.node.client.Call;
import org.tributary.node.client.FetchFailed;
import org.tributary.node.client.Frame;

/// One end of a call: says a frame every twenty milliseconds, and signs for what it hears of the other one.
final class Caller implements Callable<TrafficCount> {
    private static final Duration RINGING = Duration.ofSeconds(25);
    private static final long NOT_YET = -1;

    private final ClientSession session;
    private final String name;
    private final Voices voices;
    private final Duration talk;
    private final Ending ending;
    private final Stage stage;
    private final AtomicLong firstNanos = new AtomicLong(NOT_YET);
    private final AtomicBoolean garbled = new AtomicBoolean();

    /// What is said, and what has to be heard.
    record Voices(Bytes own, Bytes other) {}

    /// What a caller does when it has talked for its time.
    enum Ending {
        HANG_UP,
        DROP
    }

    /// @param talk from the first frame that is heard on
    Caller(ClientSession session, String name, Voices voices, Duration talk, Ending ending, Stage stage) {
        this.session = session;
        this.name = name;
        this.voices = voices;
        this.talk = talk;
        this.ending = ending;
        this.stage = stage;
    }

    @Override
    public TrafficCount call() throws FetchFailed {
        talk();
        session.end();
        session.close();
        return new TrafficCount(1, session.received());
    }

    /// Talks until its time is up or the call is over.
    void talk() throws FetchFailed {
        var call = Call.join(session.session(), session.edge().resolve("/calls/" + name), this::hear);
        say(call);
        var other = call.end();
        if (ending == Ending.DROP && other.isEmpty()) {
            call.drop();
        }
        call.close();
        if (garbled.get()) {
            throw new DemoFailed(name + ": heard what nobody said");
        }
        var how = other.map(end -> "ended by the other side: " + end.status() + " " + end.reason())
                .orElse(ending == Ending.DROP ? "dropped" : "hung up");
        stage.progress().say(name + ": heard " + call.heardMillis() + " ms, " + how.strip());
    }

    private void hear(Bytes voice) {
        firstNanos.compareAndSet(NOT_YET, System.nanoTime());
        garbled.compareAndSet(false, !voice.equals(voices.other()));
    }

    private void say(Call call) {
        long start = System.nanoTime();
        for (long frame = 1; call.say(voices.own()); frame++) {
            stage.stop().pause(Duration.ofMillis(frame * Frame.MILLIS).minusNanos(System.nanoTime() - start));
            long first = firstNanos.get();
            if (first != NOT_YET && System.nanoTime() - first >= talk.toNanos()) {
                return;
            }
            if (first == NOT_YET && System.nanoTime() - start >= RINGING.toNanos()) {
                throw new DemoFailed(name + ": nobody answers");
            }
        }
    }
}
