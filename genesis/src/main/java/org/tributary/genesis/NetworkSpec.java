// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

import org.tributary.primitives.ChainId;
import org.tributary.primitives.Hash;

/// What tells this network from every other one.
///
/// @param name shown to people, such as `tributary-devnet`
/// @param genesisTimeMillis the time of block 0, in milliseconds since 1970
/// @param epochSeed where the chain's randomness starts: the first VRF input. Protocol §4
public record NetworkSpec(ChainId chainId, String name, long genesisTimeMillis, Hash epochSeed) {
    private static final int MAX_NAME = 64;

    public NetworkSpec {
        Fields.require(
                !PublicChainIds.contains(chainId),
                "chainId",
                chainId + " belongs to a public network; transactions could be replayed there");
        Fields.require(
                !name.isEmpty() && name.length() <= MAX_NAME && name.chars().allMatch(c -> c > ' ' && c < 0x7f),
                "name",
                "must be 1 to " + MAX_NAME + " printable ASCII characters without spaces");
        Fields.between("genesisTimeMillis", genesisTimeMillis, 0, Fields.LONGEST_MILLIS);
    }

    void write(FieldSink sink) {
        sink.number("chainId", chainId.number())
                .text("name", name)
                .number("genesisTimeMillis", genesisTimeMillis)
                .hash("epochSeed", epochSeed);
    }

    static NetworkSpec read(FieldSource source) {
        return new NetworkSpec(
                chainId(source.number("chainId")),
                source.text("name"),
                source.number("genesisTimeMillis"),
                source.hash("epochSeed"));
    }

    private static ChainId chainId(long number) {
        return FieldRefused.within("chainId", () -> new ChainId(number));
    }
}
