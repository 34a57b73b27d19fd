// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.block.Block;
import org.tributary.pbft.Proposal;
import org.tributary.pbft.ProposalDecoder;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;

/// Reads blocks for the checkers, as a ledger does.
record Blocks(Hash network) implements ProposalDecoder {
    @Override
    public Decoded<Proposal> decode(Bytes bytes) {
        return Block.decode(network, bytes).flatMap(block -> {
            var header = block.header();
            return new Decoded.Value<>(new Proposal(header.hash(), header.height(), header.view(), bytes));
        });
    }
}
