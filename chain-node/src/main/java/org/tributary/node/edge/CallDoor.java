// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import io.javalin.config.JavalinConfig;
import io.javalin.websocket.WsBinaryMessageContext;
import io.javalin.websocket.WsCloseContext;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import org.tributary.node.client.BucketClock;
import org.tributary.node.client.Frame;
import org.tributary.node.edge.Doorman.Visit;
import org.tributary.primitives.codec.Decoded;

/// `GET /calls/NAME` as a WebSocket: one end of a call. Whoever knows the name and has a ticket joins.
final class CallDoor implements Door {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Doorman doorman;
    private final Tabs tabs;
    private final BucketClock clock;
    private final EdgeCounters counters;
    private final Switchboard switchboard = new Switchboard();
    private final ConcurrentMap<String, CallLeg> legs = new ConcurrentHashMap<>();

    CallDoor(Doorman doorman, Tabs tabs, BucketClock clock, EdgeCounters counters) {
        this.doorman = doorman;
        this.tabs = tabs;
        this.clock = clock;
        this.counters = counters;
    }

    @Override
    public void open(JavalinConfig config) {
        config.routes.ws("/calls/{name}", line -> {
            line.onConnect(this::onConnect);
            line.onBinaryMessage(this::onFrame);
            line.onMessage(message -> end(message, Refusal.malformed("a frame is a binary message")));
            line.onClose(this::onClose);
        });
    }

    private void onConnect(WsConnectContext line) {
        var name = line.pathParam("name");
        var refusal = NAME.matcher(name).matches()
                ? join(line, name)
                : Optional.of(Refusal.malformed("a call's name has 1 to 64 of A-Z, a-z, 0-9, _ and -"));
        counters.answered(refusal.map(Refusal::status).orElse(101));
        refusal.ifPresent(why -> end(line, why));
    }

    private Optional<Refusal> join(WsConnectContext line, String name) {
        var visit = Visit.of(
                "GET",
                line.header("Host"),
                "/calls/" + name,
                line.queryString(),
                line.header("Signature-Input"),
                line.header("Signature"));
        return switch (doorman.admit(visit, tabs)) {
            case Doorman.Entry.Refused(var refusal) -> Optional.of(refusal);
            case Doorman.Entry.Guest(var tab) -> join(line, name, tab);
        };
    }

    private Optional<Refusal> join(WsConnectContext line, String name, Tab tab) {
        var refusal = tab.enter(Frame.MILLIS, clock.now());
        if (refusal.isPresent()) {
            return refusal;
        }
        var leg = new CallLeg(name, tab, clock, counters, new CallLeg.Line() {
            @Override
            public void send(Frame frame) {
                line.send(frame.encode());
            }

            @Override
            public void end(int status, String reason) {
                line.closeSession(status, reason);
            }
        });
        var busy = switchboard.join(leg);
        if (busy.isPresent()) {
            tab.leave(false);
            return busy;
        }
        legs.put(line.sessionId(), leg);
        leg.start();
        return Optional.empty();
    }

    private void onFrame(WsBinaryMessageContext line) {
        var leg = legs.get(line.sessionId());
        if (leg == null) {
            return;
        }
        switch (Frame.decode(line.data())) {
            case Decoded.Malformed<Frame>(var why) -> end(line, Refusal.malformed(why));
            case Decoded.Value<Frame>(var frame) ->
                switchboard.other(leg).ifPresent(other -> other.hear(frame, System.nanoTime()));
        }
    }

    private void onClose(WsCloseContext line) {
        var leg = legs.remove(line.sessionId());
        if (leg != null) {
            var other = switchboard.leave(leg);
            leg.close();
            other.ifPresent(each -> each.over(line.status()));
        }
    }

    private static void end(WsContext line, Refusal refusal) {
        line.closeSession(CallLeg.status(refusal), CallLeg.reason(refusal));
    }
}
