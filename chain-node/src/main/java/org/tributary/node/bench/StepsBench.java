// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.Preset;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.block.Body;
import org.tributary.ledger.chain.Proposer;
import org.tributary.ledger.transaction.SignedTransaction;
import org.tributary.node.setup.Entries;
import org.tributary.node.setup.NewNetwork;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.committee.PrimaryRotation;
import org.tributary.primitives.committee.QuorumCertificate;
import org.tributary.primitives.committee.Vote;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.crypto.Signature;
import org.tributary.primitives.crypto.Vrf;

/// What each step of a transfer's way through a node costs in CPU time, on one thread and with compiled code: blocks of
/// 250 transfers between 400 accounts, from the raw bytes until block and index are in the store. Two ledgers with
/// RocksDB each, one that builds and one that checks; no network.
final class StepsBench {
    private static final int ACCOUNTS = 400;
    private static final int BLOCK_TRANSACTIONS = 250;

    private final NewNetwork network =
            NewNetwork.draw(Preset.DEVNET, 4, ACCOUNTS, System.currentTimeMillis(), new SecureRandom());
    private final ChainSpec spec = network.spec();
    private final List<Payer> payers =
            network.accounts().stream().map(key -> new Payer(spec, key)).toList();
    private final Map<String, CpuMeter> meters = new LinkedHashMap<>();
    private final LoneLedger builder;
    private final LoneLedger checker;
    private int next;

    private StepsBench(Path directory) {
        this.builder = LoneLedger.open(spec, directory.resolve("builder"));
        this.checker = LoneLedger.open(spec, directory.resolve("checker"));
    }

    /// By step, CPU microseconds for one transfer, over the blocks after the warm-up.
    static Map<String, Double> run(int warmUpBlocks, int blocks) throws IOException {
        var directory = Files.createTempDirectory("tributary-bench-");
        try {
            var bench = new StepsBench(directory);
            try (bench.builder;
                    bench.checker) {
                bench.blocks(warmUpBlocks);
                bench.meters.clear();
                bench.blocks(blocks);
            }
            var micros = new LinkedHashMap<String, Double>();
            bench.meters.forEach((step, meter) ->
                    micros.put(step, Percentiles.tenths(meter.seconds() * 1e6 / blocks / BLOCK_TRANSACTIONS)));
            return micros;
        } finally {
            Entries.delete(directory);
        }
    }

    private <T> T measure(String step, Supplier<T> work) {
        return meters.computeIfAbsent(step, _ -> new CpuMeter()).measure(work);
    }

    private void measure(String step, Runnable work) {
        measure(step, () -> {
            work.run();
            return step;
        });
    }

    private void blocks(int count) {
        for (int i = 0; i < count; i++) {
            block();
        }
    }

    private void block() {
        var transfers = transfers();
        transfers.forEach(transfer -> builder.pool().receive(transfer.encoded()));
        measure("recover the sender", () -> transfers.forEach(SignedTransaction::sender));
        measure(
                "receive: decode, recover, admit",
                () -> transfers.forEach(transfer -> checker.pool().receive(transfer.encoded())));
        var head = builder.ledger().head();
        var view = head.header().view();
        var committee = spec.committee(ChainName.MAIN);
        var rotation = new PrimaryRotation(spec.consensus().reignHeights());
        var primary = committee.member(rotation.primary(committee, head.height().next(), view));
        var key = consensusKey(primary.consensusKey().toString());
        long now = System.currentTimeMillis();
        var built = measure(
                "build",
                () -> builder.ledger().build(view, now, new Proposer(primary, alpha -> Vrf.prove(key, alpha))));
        Invariant.check(((Body.Main) built.body()).transactions().size() == BLOCK_TRANSACTIONS, "blocks are full");
        var bytes = measure("encode the block", built::encoded);
        var block = measure(
                "decode the block", () -> Block.decode(spec.hash(), bytes).orBroken("a block"));
        var verdict = measure("check", () -> checker.ledger().check(block, view, Optional.of(now)));
        Invariant.check(verdict.accepted(), "what one ledger builds the other takes: " + verdict);
        var certificate = certificate(block);
        measure("commit", () -> checker.ledger().commit(block, certificate));
        measure("index", () -> checker.network().advance());
        measure("settle the pool", () -> checker.settle(block));
        builder.ledger().commit(built, certificate);
        builder.settle(built);
    }

    private List<SignedTransaction> transfers() {
        return Stream.generate(() -> {
                    var from = payers.get(next % ACCOUNTS);
                    var to = payers.get((next + 1 + next / ACCOUNTS % (ACCOUNTS - 1)) % ACCOUNTS);
                    next++;
                    return from.sign(to.address());
                })
                .limit(BLOCK_TRANSACTIONS)
                .toList();
    }

    private PrivateKey consensusKey(String publicKey) {
        return network.nodes().stream()
                .map(node -> node.consensus())
                .filter(key -> key.publicKey().toString().equals(publicKey))
                .findFirst()
                .orElseThrow();
    }

    private QuorumCertificate certificate(Block block) {
        var committee = spec.committee(ChainName.MAIN);
        var header = block.header();
        var vote = new Vote(
                spec.hash(),
                ChainName.MAIN,
                committee.epoch(),
                header.height(),
                header.view(),
                Vote.Phase.COMMIT,
                block.hash());
        var signatures = new HashMap<Integer, Signature>();
        for (int seat = 0; seat < committee.quorum(); seat++) {
            var member = committee.member(seat).consensusKey().toString();
            signatures.put(seat, consensusKey(member).sign(vote.signingHash()));
        }
        return QuorumCertificate.of(vote, signatures);
    }
}
