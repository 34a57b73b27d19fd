// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.method;

import java.time.Duration;

/// How much one client may ask for at once. Whoever asks for more is told these numbers.
///
/// @param batchEntries requests in one batch
/// @param bodyBytes of one HTTP body or WebSocket message
/// @param logResults logs in one answer
/// @param filterExpiry a filter that nobody polls for so long is dropped
/// @param callTime what one call or search may take
/// @param subscriptionsPerConnection of one WebSocket
public record RpcLimits(
        int batchEntries,
        int bodyBytes,
        int logResults,
        Duration filterExpiry,
        Duration callTime,
        int subscriptionsPerConnection) {
    public static final RpcLimits DEFAULTS =
            new RpcLimits(1_000, 5 * 1024 * 1024, 10_000, Duration.ofMinutes(5), Duration.ofSeconds(5), 64);

    public RpcLimits {
        if (batchEntries < 1 || bodyBytes < 1 || logResults < 1 || subscriptionsPerConnection < 1) {
            throw new IllegalArgumentException("an RPC limit is at least 1");
        }
        if (!filterExpiry.isPositive() || !callTime.isPositive()) {
            throw new IllegalArgumentException("an RPC time limit is above zero");
        }
    }
}
