// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

/// When blocks are made and how large they get. Protocol §2.
///
/// @param minBlockIntervalMillis holds on average
/// @param burst how many blocks may come at once where the average allows it
/// @param maxBlockIntervalMillis the heartbeat: an idle chain makes a block this often
/// @param maxClockSkewMillis how far the time of a first proposal may be ahead of a replica's own clock; behind it by
/// as
///     much more as the longest view lasts
/// @param maxNamedMainLag how far behind the replica's committed main height a first proposal's named one may be
public record BlockRules(
        long minBlockIntervalMillis,
        int burst,
        long maxBlockIntervalMillis,
        long maxClockSkewMillis,
        int maxBlockBytes,
        int maxNamedMainLag) {
    /// A message of the peer protocol holds a block and its certificate. Protocol §11.
    private static final int LARGEST_BLOCK = 15 << 20;

    public BlockRules {
        Fields.millis("minBlockIntervalMillis", minBlockIntervalMillis);
        Fields.between("burst", burst, 1, 1_000);
        Fields.between("maxBlockIntervalMillis", maxBlockIntervalMillis, minBlockIntervalMillis, Fields.LONGEST_MILLIS);
        Fields.millis("maxClockSkewMillis", maxClockSkewMillis);
        Fields.between("maxBlockBytes", maxBlockBytes, 64 << 10, LARGEST_BLOCK);
        Fields.between("maxNamedMainLag", maxNamedMainLag, 1, 1_000);
    }

    void write(FieldSink sink) {
        sink.number("minBlockIntervalMillis", minBlockIntervalMillis)
                .number("burst", burst)
                .number("maxBlockIntervalMillis", maxBlockIntervalMillis)
                .number("maxClockSkewMillis", maxClockSkewMillis)
                .number("maxBlockBytes", maxBlockBytes)
                .number("maxNamedMainLag", maxNamedMainLag);
    }

    static BlockRules read(FieldSource source) {
        return new BlockRules(
                source.number("minBlockIntervalMillis"),
                source.count("burst"),
                source.number("maxBlockIntervalMillis"),
                source.number("maxClockSkewMillis"),
                source.count("maxBlockBytes"),
                source.count("maxNamedMainLag"));
    }
}
