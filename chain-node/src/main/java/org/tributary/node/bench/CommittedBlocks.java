// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/// Reads one node's blocks as they are committed, and counts what stands in them. One thread.
final class CommittedBlocks {
    private final RpcConnection connection;
    private final Consumer<String> transaction;
    private Mark mark;

    /// What stood in the chain at one block.
    ///
    /// @param timeMillis the block's own
    record Mark(long height, long timeMillis, long transactions) {}

    /// From the newest block on.
    ///
    /// @param transaction told the hash of each, in the order of the blocks
    CommittedBlocks(RpcConnection connection, Consumer<String> transaction) {
        this.connection = connection;
        this.transaction = transaction;
        var head = block("\"latest\"");
        this.mark = new Mark(RpcConnection.quantity(head.path("number")), timeMillis(head), 0);
    }

    /// Reads up to the newest block.
    Mark read() {
        long newest = connection.quantity("eth_blockNumber");
        while (mark.height() < newest) {
            long height = mark.height() + 1;
            var block = block("\"0x" + Long.toHexString(height) + '"');
            var hashes = block.path("transactions");
            hashes.forEach(hash -> transaction.accept(hash.asText()));
            mark = new Mark(height, timeMillis(block), mark.transactions() + hashes.size());
        }
        return mark;
    }

    private JsonNode block(String which) {
        return connection.call("eth_getBlockByNumber", which, "false");
    }

    private static long timeMillis(JsonNode block) {
        return RpcConnection.quantity(block.path("timestampMillis"));
    }
}
