// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.util.Optional;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.block.FinalHeader;
import org.tributary.ledger.block.Outcome;
import org.tributary.ledger.chain.BlockStore;
import org.tributary.ledger.message.Message;
import org.tributary.primitives.Address;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.merkle.MerkleTree;

/// What a transaction came to, with its path to a final header.
///
/// @param path under the header's receipts root
public record ProvenOutcome(FinalHeader block, MerkleTree.Path path, Outcome outcome) {
    /// The outcome of the transaction `hash` in the block at `height`, where it has one.
    static Optional<ProvenOutcome> of(BlockStore blocks, Height height, Hash hash) {
        var outcomes = blocks.outcomes(height);
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i).transaction().equals(hash)) {
                var path = MerkleTree.path(outcomes.stream().map(Outcome::hash).toList(), i);
                return Optional.of(new ProvenOutcome(blocks.finalHeader(height), path, outcomes.get(i)));
            }
        }
        return Optional.empty();
    }

    /// The message that was consumed, where the outcome is of one.
    Optional<Message> consumed() {
        return outcome.system().flatMap(call -> switch (Rlp.decodeList(call.input(), Message::read)) {
            case Decoded.Value<Message>(var message) -> Optional.of(message);
            case Decoded.Malformed<Message> _ -> Optional.empty();
        });
    }

    /// Why this does not show that `chain` consumed `message` at `contract`.
    Optional<String> refusal(ChainSpec spec, ChainName chain, Message message, Address contract) {
        if (!outcome.transaction().equals(message.hash())) {
            return Optional.of("the outcome is of another message");
        }
        boolean asSent = outcome.system()
                .filter(call -> call.to().equals(contract) && call.input().equals(message.encoded()))
                .isPresent();
        if (!asSent || !outcome.succeeded()) {
            return Optional.of("the outcome does not say that the message was carried out");
        }
        if (!path.root(outcome.hash()).equals(block.header().roots().receipts())) {
            return Optional.of("the outcome's path does not lead to the header's receipts root");
        }
        return block.refusal(spec, chain);
    }

    void write(RlpListWriter list) {
        list.list(block::write).list(path::write).list(outcome::write);
    }

    static ProvenOutcome read(Hash network, RlpListReader list) {
        return new ProvenOutcome(
                list.list(in -> FinalHeader.read(network, in)),
                list.list(MerkleTree.Path::read),
                list.list(Outcome::read));
    }
}
