// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.chain;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.block.Block;
import org.tributary.pbft.Proposal;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;

/// Proposals of the few views of one height, each decoded once. For any thread.
final class RecentBlocks {
    private static final int CAPACITY = 8;

    private final Hash network;
    private final Map<Hash, Known> known = new LinkedHashMap<>();

    private record Known(Proposal proposal, Block block) {}

    RecentBlocks(Hash network) {
        this.network = network;
    }

    Decoded<Proposal> decode(Bytes bytes) {
        var before = find(bytes);
        if (before.isPresent()) {
            return new Decoded.Value<>(before.get());
        }
        if (bytes.size() > Proposal.MAX_BLOCK_BYTES) {
            return new Decoded.Malformed<>("a block that is too large");
        }
        return Block.decode(network, bytes).flatMap(block -> new Decoded.Value<>(remember(block, bytes)));
    }

    private synchronized Optional<Proposal> find(Bytes bytes) {
        return known.values().stream()
                .map(Known::proposal)
                .filter(proposal -> proposal.block().size() == bytes.size()
                        && Arrays.equals(proposal.block().toArrayUnsafe(), bytes.toArrayUnsafe()))
                .findFirst();
    }

    /// Takes a block that was put together here.
    Proposal remember(Block block) {
        return remember(block, block.encoded());
    }

    private synchronized Proposal remember(Block block, Bytes bytes) {
        var header = block.header();
        var proposal = new Proposal(header.hash(), header.height(), header.view(), bytes);
        known.put(proposal.digest(), new Known(proposal, block));
        if (known.size() > CAPACITY) {
            known.remove(known.keySet().iterator().next());
        }
        return proposal;
    }

    synchronized Optional<Block> block(Hash digest) {
        return Optional.ofNullable(known.get(digest)).map(Known::block);
    }

    Block block(Proposal proposal) {
        return block(proposal.digest())
                .orElseGet(() -> Block.decode(network, proposal.block()).orBroken("a proposal"));
    }
}
