// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.Founders;
import org.tributary.genesis.Preset;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.chain.Proposer;
import org.tributary.primitives.Hash;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.PrimaryRotation;
import org.tributary.primitives.committee.QuorumCertificate;
import org.tributary.primitives.committee.Validator;
import org.tributary.primitives.committee.Vote;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.crypto.Signature;
import org.tributary.primitives.crypto.Vrf;

/// Four validators with real keys who always agree: consensus without its messages, for tests of what is agreed on.
public final class TestValidators {
    public static final long START_MILLIS = 1_700_000_000_000L;

    private final List<PrivateKey> consensusKeys = new ArrayList<>();
    private final List<Validator> seats = new ArrayList<>();
    public final List<PrivateKey> accounts = new ArrayList<>();
    public final ChainSpec spec;

    public TestValidators() {
        for (int i = 0; i < 4; i++) {
            var consensusKey = key("consensus" + i);
            consensusKeys.add(consensusKey);
            seats.add(new Validator(key("operator" + i).address(), consensusKey.publicKey()));
        }
        for (int i = 0; i < 6; i++) {
            accounts.add(key("account" + i));
        }
        var addresses = accounts.stream().map(PrivateKey::address).toList();
        var seed = Keccak.hash(Bytes.of(1));
        spec = Preset.DEVNET.found(new Founders(seats, addresses, START_MILLIS, seed));
    }

    public static PrivateKey key(String name) {
        return new PrivateKey(Keccak.hash(Bytes.wrap(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .bytes());
    }

    public Proposer proposer(int seat) {
        return new Proposer(seats.get(seat), alpha -> Vrf.prove(consensusKeys.get(seat), alpha));
    }

    /// The primary of the next height builds, the others check, all commit. Returns the block.
    public Block next(long nowMillis, Ledger builder, List<Ledger> others) {
        var view = View.ZERO;
        int primary = new PrimaryRotation(spec.consensus().reignHeights())
                .primary(
                        spec.committee(builder.head().header().chain()),
                        builder.height().next(),
                        view);
        var built = builder.build(view, nowMillis, proposer(primary));
        var block = Block.decode(spec.hash(), built.encoded()).orBroken("a block");
        for (var other : others) {
            var verdict = other.check(block, view, java.util.Optional.of(nowMillis));
            if (!verdict.accepted()) {
                throw new AssertionError("a correct block was refused: " + verdict);
            }
        }
        var certificate = certify(block, view);
        builder.commit(block, certificate);
        others.forEach(other -> other.commit(block, certificate));
        return block;
    }

    public QuorumCertificate certify(Block block, View view) {
        var header = block.header();
        var vote = new Vote(
                spec.hash(), header.chain(), header.epoch(), header.height(), view, Vote.Phase.COMMIT, header.hash());
        Map<Integer, Signature> signatures = new HashMap<>();
        for (int seat = 0; seat < 3; seat++) {
            signatures.put(seat, consensusKeys.get(seat).sign(vote.signingHash()));
        }
        return QuorumCertificate.of(vote, signatures);
    }

    public PrivateKey consensusKey(int seat) {
        return consensusKeys.get(seat);
    }

    public Hash network() {
        return spec.hash();
    }
}
