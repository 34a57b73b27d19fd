// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import java.util.Map;

/// Counters since start, taken at one moment, for the metrics.
///
/// @param messagesSent gRPC messages; frames per message tell how well they coalesce
/// @param bytesSent    of those frames, before gRPC and TLS add theirs
/// @param bytesReceived likewise
/// @param connections  connections to peers that were established, the first ones and the reconnects
/// @param reconnects   of these, those to a peer that had been connected before
/// @param refusals     certificates refused, of whoever dialled us or answered where we dialled
/// @param heldBack    messages after which a peer had used up its rate, so that its next one had to wait
/// @param dropped      frames by reason; every reason has an entry
public record PeerTraffic(
        long framesSent,
        long messagesSent,
        long framesReceived,
        long bytesSent,
        long bytesReceived,
        long connections,
        long reconnects,
        long refusals,
        long heldBack,
        Map<DropReason, Long> dropped) {}
