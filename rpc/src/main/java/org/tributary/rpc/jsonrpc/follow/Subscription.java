// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.follow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.tributary.ledger.view.LogQuery;
import org.tributary.rpc.jsonrpc.dispatch.Wire;
import org.tributary.rpc.jsonrpc.method.Json;

/// One `eth_subscribe`. What comes before its client can know its id is held back until then.
final class Subscription {
    /// Only as long as a batch runs after its `eth_subscribe`; a client whose batch takes longer is disconnected.
    private static final int MAX_HELD = 4_096;

    sealed interface Topic {
        record Heads() implements Topic {}

        record MatchingLogs(LogQuery query) implements Topic {}

        /// @param full whole transactions instead of their hashes
        record Pending(boolean full) implements Topic {}
    }

    private final String id;
    private final Topic topic;
    private final Outlet outlet;
    private final List<String> held = new ArrayList<>();
    private boolean active;

    Subscription(String id, Topic topic, Outlet outlet) {
        this.id = id;
        this.topic = topic;
        this.outlet = outlet;
    }

    Topic topic() {
        return topic;
    }

    void notify(JsonNode result) {
        var params = Json.object();
        params.put("subscription", id);
        params.set("result", result);
        var notification = Json.object();
        notification.put("jsonrpc", "2.0");
        notification.put("method", "eth_subscription");
        notification.set("params", params);
        deliver(Wire.text(notification));
    }

    synchronized void activate() {
        active = true;
        held.forEach(outlet::send);
        held.clear();
    }

    private synchronized void deliver(String message) {
        if (active) {
            outlet.send(message);
        } else if (held.size() < MAX_HELD) {
            held.add(message);
        } else {
            outlet.disconnect("notifications pile up behind a slow batch");
        }
    }
}
