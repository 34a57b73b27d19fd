// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import java.time.Duration;

/// How much clients may ask for at once.
///
/// @param batchBytes the largest batch or opening, encoded
/// @param batchesPerStream batches of one `Submit` stream in the works; the next is read when one is answered
/// @param batchBytesInWork of all streams together; beyond it, streams end with RESOURCE_EXHAUSTED
/// @param callsPerConnection open calls of one connection
/// @param openingPatience how long `Tickets.Open` waits for the block that opens the ticket
/// @param readerPatience how long a stream waits for a client that does not read
public record GrpcLimits(
        int batchBytes,
        int batchesPerStream,
        long batchBytesInWork,
        int callsPerConnection,
        Duration openingPatience,
        Duration readerPatience) {
    private static final int MEBIBYTE = 1024 * 1024;

    public static final GrpcLimits DEFAULTS =
            new GrpcLimits(16 * MEBIBYTE, 8, 256L * MEBIBYTE, 256, Duration.ofSeconds(30), Duration.ofSeconds(60));

    /// Field numbers, lengths, the chain's name.
    private static final int ENVELOPE = 1_024;

    public GrpcLimits {
        if (batchBytes < 1 || batchesPerStream < 1 || callsPerConnection < 1) {
            throw new IllegalArgumentException("a gRPC limit is at least 1");
        }
        if (batchBytesInWork < batchBytes) {
            throw new IllegalArgumentException("the batches in the works have room for one at least");
        }
        if (!openingPatience.isPositive() || !readerPatience.isPositive()) {
            throw new IllegalArgumentException("a gRPC time limit is above zero");
        }
    }

    int messageBytes() {
        return batchBytes + ENVELOPE;
    }
}
