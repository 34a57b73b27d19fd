// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.filter;

import com.fasterxml.jackson.databind.JsonNode;
import org.tributary.ledger.view.BlockView;
import org.tributary.ledger.view.NetworkView;
import org.tributary.primitives.Height;
import org.tributary.rpc.jsonrpc.follow.RecentPending;
import org.tributary.rpc.jsonrpc.logs.LogCriteria;
import org.tributary.rpc.jsonrpc.logs.Logs;
import org.tributary.rpc.jsonrpc.method.Json;

/// What a client polls, and how far it has read.
sealed interface Filter {
    /// What came since the last time. Two polls at once get different parts.
    JsonNode changes();

    final class OfLogs implements Filter {
        private final Logs logs;
        private final LogCriteria criteria;
        private Height next;

        OfLogs(Logs logs, LogCriteria criteria, Height next) {
            this.logs = logs;
            this.criteria = criteria;
            this.next = next;
        }

        LogCriteria criteria() {
            return criteria;
        }

        @Override
        public synchronized JsonNode changes() {
            var changes = logs.since(criteria, next);
            next = changes.next();
            return changes.logs();
        }
    }

    final class OfBlocks implements Filter {
        /// One poll reads at most so many blocks; the next one goes on there.
        private static final int MAX_BLOCKS = 10_000;

        private final NetworkView view;
        private Height next;

        OfBlocks(NetworkView view, Height next) {
            this.view = view;
            this.next = next;
        }

        @Override
        public synchronized JsonNode changes() {
            var hashes = Json.array();
            var head = view.head();
            for (; !next.isAfter(head) && hashes.size() < MAX_BLOCKS; next = next.next()) {
                view.block(next).map(BlockView::hash).map(Json::hex).ifPresent(hashes::add);
            }
            return hashes;
        }
    }

    final class OfPending implements Filter {
        private final RecentPending pending;
        private long next;

        OfPending(RecentPending pending) {
            this.pending = pending;
            this.next = pending.next();
        }

        @Override
        public synchronized JsonNode changes() {
            var since = pending.since(next);
            next = since.next();
            var hashes = Json.array();
            since.hashes().forEach(hash -> hashes.add(Json.hex(hash)));
            return hashes;
        }
    }
}
