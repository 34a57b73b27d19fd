// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.follow;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import org.tributary.ledger.view.LogQuery;
import org.tributary.ledger.view.NetworkView;
import org.tributary.primitives.Hash;
import org.tributary.rpc.jsonrpc.eth.ReceiptJson;
import org.tributary.rpc.jsonrpc.eth.TransactionJson;
import org.tributary.rpc.jsonrpc.follow.Subscription.Topic;
import org.tributary.rpc.jsonrpc.logs.LogCriteria;
import org.tributary.rpc.jsonrpc.method.Answer;
import org.tributary.rpc.jsonrpc.method.Argument;
import org.tributary.rpc.jsonrpc.method.Json;
import org.tributary.rpc.jsonrpc.method.Method;
import org.tributary.rpc.jsonrpc.method.MethodGroup;
import org.tributary.rpc.jsonrpc.method.Params;
import org.tributary.rpc.jsonrpc.method.RandomId;
import org.tributary.rpc.jsonrpc.method.RpcError;

/// The subscriptions of one WebSocket connection, and the two methods that change them.
public final class Subscriptions implements MethodGroup, Follower, AutoCloseable {
    private final NetworkView view;
    private final ChainFeed feed;
    private final Outlet outlet;
    private final int most;
    private final ConcurrentSkipListMap<String, Subscription> byId = new ConcurrentSkipListMap<>();

    public Subscriptions(NetworkView view, ChainFeed feed, Outlet outlet, int most) {
        this.view = view;
        this.feed = feed;
        this.outlet = outlet;
        this.most = most;
        feed.follow(this);
    }

    @Override
    public List<Method> methods() {
        return List.of(
                Method.of("eth_subscribe", this::subscribe, "kind", "options?"),
                Method.of("eth_unsubscribe", this::unsubscribe, "id"));
    }

    /// The answers so far are on their way: notifications may follow them.
    public void activate() {
        byId.values().forEach(Subscription::activate);
    }

    @Override
    public void close() {
        feed.unfollow(this);
        byId.clear();
    }

    private Answer subscribe(Params params) {
        var options = params.optional(1);
        return switch (params.at(0).text()) {
            case "newHeads" -> open(new Topic.Heads());
            case "logs" ->
                open(new Topic.MatchingLogs(
                        options.map(LogCriteria::read).orElse(LogCriteria.ALL).anywhere()));
            case "newPendingTransactions" ->
                open(new Topic.Pending(options.map(Argument::flag).orElse(false)));
            case String _ ->
                RpcError.invalidParams(
                        "invalid argument 0: there are subscriptions newHeads, logs and newPendingTransactions");
        };
    }

    private Answer open(Topic topic) {
        // Requests of one connection are answered one after the other, so nothing comes between the check and the
        // entry.
        if (byId.size() >= most) {
            return RpcError.limit("too many subscriptions on this connection", most);
        }
        var id = RandomId.next();
        byId.put(id, new Subscription(id, topic, outlet));
        return Answer.of(Json.text(id));
    }

    private Answer unsubscribe(Params params) {
        return byId.remove(params.at(0).text()) == null
                ? RpcError.refused("subscription not found")
                : Answer.of(Json.flag(true));
    }

    @Override
    public void onBlock(NewBlock block) {
        for (var subscription : byId.values()) {
            switch (subscription.topic()) {
                case Topic.Heads() -> subscription.notify(block.header());
                case Topic.MatchingLogs(var query) -> notifyLogs(subscription, query, block);
                case Topic.Pending _ -> {}
            }
        }
    }

    @Override
    public void onPending(Hash hash) {
        for (var subscription : byId.values()) {
            if (subscription.topic() instanceof Topic.Pending(var full)) {
                if (full) {
                    view.transaction(hash)
                            .ifPresent(transaction ->
                                    subscription.notify(TransactionJson.transaction(transaction, view.chainId())));
                } else {
                    subscription.notify(Json.hex(hash));
                }
            }
        }
    }

    private static void notifyLogs(Subscription subscription, LogQuery query, NewBlock block) {
        for (var receipt : block.receipts()) {
            for (int index = 0; index < receipt.logs().size(); index++) {
                if (query.matches(receipt.logs().get(index))) {
                    subscription.notify(ReceiptJson.log(receipt, index));
                }
            }
        }
    }
}
