// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.logs;

import java.util.List;
import java.util.Optional;
import org.tributary.ledger.view.LogQuery;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.rpc.jsonrpc.eth.BlockReference;
import org.tributary.rpc.jsonrpc.method.Argument;

/// The object that `eth_getLogs`, `eth_newFilter` and `eth_subscribe` take.
///
/// @param block nothing else is searched where it is there
/// @param topics as [LogQuery] has them
public record LogCriteria(
        Optional<Hash> block,
        Optional<BlockReference> from,
        Optional<BlockReference> to,
        List<Address> addresses,
        List<List<Hash>> topics) {
    /// As geth: more addresses, or alternatives for one topic, are refused.
    private static final int MAX_ALTERNATIVES = 1_000;

    private static final int MAX_TOPICS = 4;

    /// All logs.
    public static final LogCriteria ALL =
            new LogCriteria(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of());

    public static LogCriteria read(Argument argument) {
        var block = argument.field("blockHash").map(Argument::hash);
        var from = argument.field("fromBlock").map(BlockReference::read);
        var to = argument.field("toBlock").map(BlockReference::read);
        if (block.isPresent() && (from.isPresent() || to.isPresent())) {
            throw argument.wrong("cannot specify both blockHash and fromBlock/toBlock, choose one or the other");
        }
        return new LogCriteria(
                block,
                from,
                to,
                argument.field("address").map(LogCriteria::addresses).orElse(List.of()),
                argument.field("topics").map(LogCriteria::topics).orElse(List.of()));
    }

    private static List<Address> addresses(Argument argument) {
        return argument.isArray() ? argument.list(MAX_ALTERNATIVES, Argument::address) : List.of(argument.address());
    }

    private static List<List<Hash>> topics(Argument argument) {
        return argument.list(MAX_TOPICS, LogCriteria::topic);
    }

    private static List<Hash> topic(Argument position) {
        if (position.isNull()) {
            return List.of();
        }
        if (!position.isArray()) {
            return List.of(position.hash());
        }
        // As geth: an alternative of null makes the whole position match anything.
        return position.node().valueStream().anyMatch(node -> node.isNull())
                ? List.of()
                : position.list(MAX_ALTERNATIVES, Argument::hash);
    }

    LogQuery within(Height from, Height to) {
        return new LogQuery(from, to, addresses, topics);
    }

    /// What is looked for, wherever it is.
    public LogQuery anywhere() {
        return within(Height.ZERO, Height.ZERO);
    }
}
