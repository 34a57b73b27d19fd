// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.chain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.block.Body;
import org.tributary.ledger.block.Header;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.message.Message;
import org.tributary.ledger.state.State;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.QuorumCertificate;

/// One chain's blocks: builds, checks and commits them, one height after the other.
///
/// [#build], [#check] and [#commit] are for one thread; what reads committed blocks is for any.
public final class Ledger implements MainChain {
    /// One height is in flight, and few of its proposals live at once: one per view that got that far.
    private static final int MAX_CANDIDATES = 4;

    private final KeyValueStore store;
    private final Program program;
    private final BlockStore blocks;
    private final HeaderRules rules;
    private final Map<Hash, Candidate> candidates = new LinkedHashMap<>();
    private volatile Head head;

    /// A block that was executed and waits for its certificate.
    private record Candidate(Block block, Sealed sealed) {}

    /// @param main the main chain that this one builds on; nothing where this is main itself
    public Ledger(
            ChainSpec spec, ChainName chain, KeyValueStore store, Program program, Optional<? extends MainChain> main) {
        this.store = store;
        this.program = program;
        this.blocks = new BlockStore(store, spec.hash());
        this.rules = new HeaderRules(spec, chain, main.map(MainChain.class::cast));
        this.head = blocks.head().map(this::stored).orElseGet(() -> begin(spec.hash()));
    }

    /// The slot of [org.tributary.ledger.execution.Reserved#LEDGER] that counts a chain's messages to
    /// `destination`.
    public static UInt256 sentSlot(ChainName destination) {
        return Sealed.sentSlot(destination);
    }

    public ChainName chain() {
        return head.header().chain();
    }

    public Head head() {
        return head;
    }

    public BlockStore blocks() {
        return blocks;
    }

    /// The state after the newest committed block, to read from or to try something on.
    public State state() {
        return State.over(store);
    }

    public boolean demand(long nowMillis) {
        return rules.heartbeatDue(head, nowMillis) || program.demand(head.header(), nowMillis);
    }

    /// The next block, chosen and executed by this node as the primary of `view`.
    public Block build(View view, long nowMillis, Proposer proposer) {
        var frame = rules.frame(head, nowMillis, proposer);
        var state = State.over(store);
        var accounts = new Accounts(state);
        var composed = program.compose(frame, accounts);
        var sealed = Sealed.of(frame, state, accounts, composed.execution(), blocks);
        var certificate = blocks.certificate(head.height());
        var reign = rules.reign(head.header(), proposer);
        var header = rules.header(frame, view, head, Block.hash(certificate), reign, sealed, composed.body());
        var block = new Block(header, certificate, composed.body());
        keep(header.hash(), new Candidate(block, sealed));
        return block;
    }

    /// What has to be here before [#check] can judge the block.
    public Missing missing(Block block) {
        var main = rules.missingMain(block.header());
        if (main.isPresent()) {
            return new Missing.MainBlock(main.get());
        }
        return missingBatches(rules.frame(head, block.header()), block.body());
    }

    /// What has to be here before [#build] can close what is due. A replica that has taken over a
    /// snapshot does not hold the batches of the windows that are open.
    public Missing missing(long nowMillis, Proposer proposer) {
        return missingBatches(rules.frame(head, nowMillis, proposer), rules.emptyBody());
    }

    private Missing missingBatches(Frame frame, Body body) {
        var batches = program.missingBatches(frame, body);
        return batches.isEmpty() ? new Missing.Nothing() : new Missing.Batches(batches);
    }

    /// Judges a proposal for the next height by every rule, and executes it.
    ///
    /// @param clockMillis this node's clock for a first proposal; nothing for a re-proposed or
    ///     certified block,
    /// whose time a quorum has taken already
    public Verdict check(Block block, View view, Optional<Long> clockMillis) {
        var hash = block.hash();
        if (candidates.containsKey(hash)) {
            return Verdict.accept();
        }
        var verdict = rules.check(head, block, view, clockMillis);
        if (verdict.accepted() && clockMillis.isPresent()) {
            verdict = program.objection(rules.frame(head, block.header()), block.body())
                    .map(Verdict::reject)
                    .orElse(verdict);
        }
        return verdict.accepted() ? execute(block, hash) : verdict;
    }

    private Verdict execute(Block block, Hash hash) {
        var header = block.header();
        var frame = rules.frame(head, header);
        var state = State.over(store);
        var accounts = new Accounts(state);
        return switch (program.execute(frame, block.body(), accounts)) {
            case Execution.Invalid(var reason) -> Verdict.reject(reason);
            case Execution.Done done -> {
                var sealed = Sealed.of(frame, state, accounts, done, blocks);
                var expected = rules.header(
                        frame, header.view(), head, header.parentCertificate(), header.reign(), sealed, block.body());
                if (!expected.equals(header)) {
                    yield Verdict.reject("header: " + HeaderRules.difference(expected, header));
                }
                keep(hash, new Candidate(block, sealed));
                yield Verdict.accept();
            }
        };
    }

    /// Makes the block final and durable. A block that was not checked here before is executed first: a
    /// quorum vouches for it.
    public void commit(Block block, QuorumCertificate certificate) {
        var hash = block.hash();
        Invariant.check(certificate.digest().equals(hash), "a block is committed with its own certificate");
        if (!candidates.containsKey(hash)) {
            var verdict = check(block, certificate.vote().view(), Optional.empty());
            Invariant.check(verdict.accepted(), "a certified block is valid: " + verdict);
        }
        var candidate = java.util.Objects.requireNonNull(candidates.get(hash));
        var writes = candidate.sealed().writes();
        BlockStore.putBlock(writes, block, hash, candidate.sealed().execution().outcomes());
        BlockStore.putCertificate(writes, certificate);
        store.write(writes);
        blocks.committed(block, certificate, candidate.sealed().execution().outcomes());
        candidates.clear();
        head = new Head(block.header(), hash);
    }

    @Override
    public Height height() {
        return head.height();
    }

    @Override
    public Optional<Header.MainReference> reference(Height height) {
        var newest = head;
        if (height.equals(newest.height())) {
            return Optional.of(new Header.MainReference(height, newest.hash()));
        }
        return header(height)
                .map(header ->
                        new Header.MainReference(height, height.equals(Height.ZERO) ? header.parent() : header.hash()));
    }

    @Override
    public Optional<Header> header(Height height) {
        var newest = head;
        return height.equals(newest.height()) ? Optional.of(newest.header()) : blocks.header(height);
    }

    @Override
    public List<Message> messages(ChainName destination, long from, Height through, int limit) {
        return blocks.sent(destination, from, through, limit);
    }

    private void keep(Hash hash, Candidate candidate) {
        if (candidates.size() == MAX_CANDIDATES) {
            candidates.remove(candidates.keySet().iterator().next());
        }
        candidates.put(hash, candidate);
    }

    private Head stored(Height height) {
        var header = blocks.header(height).orElseThrow();
        return new Head(header, height.equals(Height.ZERO) ? header.parent() : header.hash());
    }

    private Head begin(Hash network) {
        var state = State.over(store);
        var accounts = new Accounts(state);
        program.genesis(accounts);
        var writes = new WriteBatch();
        var root = state.root();
        state.writeTo(writes);
        var block = rules.genesis(root);
        BlockStore.putGenesis(writes, block, network);
        store.write(writes);
        return new Head(block.header(), network);
    }
}
