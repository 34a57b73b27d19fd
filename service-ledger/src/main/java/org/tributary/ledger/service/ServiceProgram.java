// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.metering.EscrowNotice;
import org.tributary.bandwidth.metering.Metering;
import org.tributary.bandwidth.metering.WindowOutcome;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.block.Body;
import org.tributary.ledger.block.Header;
import org.tributary.ledger.block.Header.InboxCursor;
import org.tributary.ledger.block.OrderedBatch;
import org.tributary.ledger.block.Outcome;
import org.tributary.ledger.chain.Execution;
import org.tributary.ledger.chain.Execution.Outgoing;
import org.tributary.ledger.chain.Frame;
import org.tributary.ledger.chain.MainChain;
import org.tributary.ledger.chain.Program;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.message.Message;
import org.tributary.ledger.message.MessageBody;
import org.tributary.ledger.message.MessageBody.SettleRows;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.trie.Trie;
import org.tributary.ledger.view.WindowRecord;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.merkle.MerkleTree;
import org.tributary.primitives.typed.Domain;

/// A service chain: consumes main's escrow notices, lodges tickets, orders certified batches, and closes
/// the window that is due. Protocol §7.
///
/// A replica executes only blocks whose batches it holds and has verified, every signature of them.
/// There is no way past that: [ServiceSource#batch] gives verified batches only, and a block with
/// another is not executed.
public final class ServiceProgram implements Program {
    /// Bounds one block's work; what is left waits for the next.
    private static final int MAX_MESSAGES = 1_000;

    private static final int MAX_OPENINGS = 2_000;
    private static final int MAX_BATCHES = 1_000;
    private static final int MAX_RELEASES = 256;
    /// Where the state names the root of the metering cells' trie.
    public static final UInt256 CELLS_ROOT = Slots.at(3);

    private final ChainSpec spec;
    private final ChainName chain;
    private final KeyValueStore store;
    private final MainChain main;
    private final ServiceSource source;
    private final MeteringRules rules;
    private final int maxUnorderedBlocks;
    private final Domain domain;
    private final long recallBuckets;

    public ServiceProgram(ChainSpec spec, ChainName chain, KeyValueStore store, MainChain main, ServiceSource source) {
        this.spec = spec;
        this.chain = chain;
        this.store = store;
        this.main = main;
        this.source = source;
        this.rules = ServiceRules.of(spec, chain);
        this.maxUnorderedBlocks = spec.serviceChain(chain).limits().maxUnorderedBlocks();
        this.domain = Domain.of(spec.chainId(), spec.hash(), chain);
        this.recallBuckets = ServiceRules.recallBuckets(spec, chain);
    }

    @Override
    public void genesis(Accounts accounts) {}

    @Override
    public boolean demand(Header head, long nowMillis) {
        return source.isWaiting()
                || !messages(head, main.height().number()).isEmpty()
                || isDue(metering(new CellOverlay(store)), rules.bucket(nowMillis));
    }

    private static boolean isDue(Metering metering, Bucket now) {
        return metering.windowDue(now).isPresent() || metering.isReleaseDue(now);
    }

    @Override
    public Composed compose(Frame frame, Accounts accounts) {
        var run = new Run(frame, accounts);
        var openings = new ArrayList<Opening>();
        for (var opening : source.openings(MAX_OPENINGS)) {
            run.open(opening).ifPresentOrElse(reason -> source.refused(opening, reason), () -> openings.add(opening));
        }
        var batches = new ArrayList<BatchCertificate>();
        for (var certificate : source.certificates(MAX_BATCHES)) {
            if (source.batch(certificate.hash()).isPresent()) {
                run.order(certificate)
                        .ifPresentOrElse(reason -> source.refused(certificate, reason), () -> batches.add(certificate));
            }
        }
        return new Composed(new Body.Service(openings, batches), run.done());
    }

    @Override
    public Execution execute(Frame frame, Body body, Accounts accounts) {
        if (!(body instanceof Body.Service(var openings, var batches))) {
            return new Execution.Invalid("body: not one of a service chain");
        }
        if (openings.size() > MAX_OPENINGS || batches.size() > MAX_BATCHES) {
            return new Execution.Invalid("body: too many openings or batches");
        }
        var run = new Run(frame, accounts);
        for (var opening : openings) {
            var refusal = run.open(opening);
            if (refusal.isPresent()) {
                return new Execution.Invalid("opening: " + refusal.get());
            }
        }
        for (var certificate : batches) {
            var refusal = run.order(certificate);
            if (refusal.isPresent()) {
                return new Execution.Invalid("batch " + certificate.hash() + ": " + refusal.get());
            }
        }
        return run.done();
    }

    /// A batch that a quorum holds cannot be left out for long: who proposes without it is voted out.
    /// Protocol §7.3.
    @Override
    public Optional<String> objection(Frame frame, Body body) {
        if (!(body instanceof Body.Service(var _, var batches)) || batches.size() == MAX_BATCHES) {
            return Optional.empty();
        }
        var ordered = batches.stream().map(BatchCertificate::hash).toList();
        var metering = metering(new CellOverlay(store));
        var now = rules.bucket(frame.timestampMillis());
        return source.overdue(maxUnorderedBlocks).stream()
                .filter(certificate -> !ordered.contains(certificate.hash())
                        && metering.orderRefusal(certificate, now).isEmpty())
                .findFirst()
                .map(certificate -> "batch " + certificate.hash() + " has waited for " + maxUnorderedBlocks
                        + " blocks and is left out");
    }

    /// The batches that the body orders or that its window needs, and that are not verified here yet.
    @Override
    public List<Hash> missingBatches(Frame frame, Body body) {
        var needed = new ArrayList<Hash>();
        if (body instanceof Body.Service(var ignored, var batches)) {
            batches.forEach(certificate -> needed.add(certificate.hash()));
        }
        var metering = metering(new CellOverlay(store));
        metering.windowDue(rules.bucket(frame.timestampMillis()))
                .ifPresent(due -> metering.pending(due).forEach(pending -> needed.add(pending.hash())));
        return needed.stream().filter(hash -> source.batch(hash).isEmpty()).toList();
    }

    private Metering metering(CellOverlay cells) {
        return new Metering(chain, rules, domain, spec.committee(chain), cells);
    }

    private List<Message> messages(Header parent, long throughMain) {
        return main.messages(chain, parent.cursor(ChainName.MAIN), new Height(throughMain), MAX_MESSAGES);
    }

    /// One block on its way.
    private final class Run {
        private final Frame frame;
        private final Accounts accounts;
        private final Bucket now;
        private final CellOverlay cells = new CellOverlay(store);
        private final Metering metering = metering(cells);
        private final List<Message> consumed;
        private final List<Opening> opened = new ArrayList<>();
        private final List<Hash> ordered = new ArrayList<>();
        private final List<Hash> noticed = new ArrayList<>();
        private final List<Hash> transactions = new ArrayList<>();
        private final List<Outcome> outcomes = new ArrayList<>();

        Run(Frame frame, Accounts accounts) {
            this.frame = frame;
            this.accounts = accounts;
            this.now = rules.bucket(frame.timestampMillis());
            this.consumed = messages(frame.parent(), frame.main().height().number());
            consumed.forEach(this::consume);
        }

        private void consume(Message message) {
            boolean taken = take(message.body());
            transactions.add(message.hash());
            var call = new Outcome.SystemCall(Reserved.POOLS, message.encoded());
            outcomes.add(Outcome.of(message.hash(), Reserved.SYSTEM, call, taken, List.of()));
        }

        private boolean take(MessageBody body) {
            return switch (body) {
                case MessageBody.EscrowNotice(var pool, var owner, var amount, var minEpoch) -> {
                    if (metering.pool(pool).isEmpty()) {
                        noticed.add(pool);
                    }
                    metering.escrow(new EscrowNotice(pool, owner, amount, minEpoch));
                    yield true;
                }
                case MessageBody.EscrowRecall(var pool, var amount) -> {
                    metering.recall(pool, amount, now.plus(recallBuckets));
                    yield true;
                }
                case MessageBody.RetainReceipts(var pool, var days) -> {
                    metering.retain(pool, rules.bucketsOfDays(days), now);
                    yield true;
                }
                case MessageBody.ForgetReceipts(var pool) -> {
                    metering.forget(pool, now);
                    yield true;
                }
                // Only service chains send these, to main.
                case MessageBody.SettleRows _, MessageBody.EscrowRelease _ -> false;
            };
        }

        Optional<Rejection> open(Opening opening) {
            var refusal = metering.open(opening, now);
            if (refusal.isEmpty()) {
                opened.add(opening);
                transactions.add(Keccak.hash(opening.encode()));
            }
            return refusal;
        }

        Optional<Rejection> order(BatchCertificate certificate) {
            var refusal = metering.order(certificate, now);
            if (refusal.isEmpty()) {
                ordered.add(certificate.hash());
                transactions.add(OrderedBatch.transaction(certificate));
            }
            return refusal;
        }

        Execution.Done done() {
            var due = metering.windowDue(now);
            var needed = due.map(metering::pending).orElse(List.of());
            var window = due.map(ignored -> metering.close(
                    now,
                    hash -> source.batch(hash)
                            .orElseThrow(
                                    () -> new Invariant.Broken("a window's batches are here before it is closed"))));
            var outgoing = window.map(this::settlement).orElseGet(this::releases);
            var evidence = new Evidence(frame.height(), opened, noticed, ordered);
            window.ifPresent(outcome -> {
                var proof = outcome.proof();
                transactions.add(proof.hash());
                var call = new Outcome.SystemCall(Reserved.SETTLEMENT, proof.encode());
                outcomes.add(Outcome.of(proof.hash(), Reserved.SYSTEM, call, true, List.of()));
                var path = MerkleTree.path(transactions, transactions.size() - 1);
                evidence.closed(
                        outcome,
                        path,
                        needed.stream()
                                .map(pending -> new WindowRecord.Batch(
                                        pending.hash(), pending.batch().provider()))
                                .toList());
            });
            var trie = cells.isUnchanged() ? Optional.<Trie>empty() : Optional.of(cells.trie());
            trie.ifPresent(changed -> {
                accounts.begin(Hash.ZERO);
                accounts.slot(
                        Reserved.LEDGER,
                        CELLS_ROOT,
                        UInt256.fromBytes(changed.root().bytes()));
            });
            return new Execution.Done(transactions, outcomes, 0, outgoing, cursors(), Hash.ZERO, batch -> {
                cells.writeTo(batch);
                trie.ifPresent(changed -> changed.writeTo(batch));
                evidence.writeTo(batch, store);
            });
        }

        private List<InboxCursor> cursors() {
            long next = frame.parent().cursor(ChainName.MAIN) + consumed.size();
            return next == 0 ? List.of() : List.of(new InboxCursor(ChainName.MAIN, next));
        }

        /// Not beside a window: what such a block sends main is its settlement, which a bill recomputes.
        private List<Outgoing> releases() {
            return metering.release(now, now.plus(recallBuckets), MAX_RELEASES).stream()
                    .map(back -> new MessageBody.EscrowRelease(back.pool(), back.amount(), back.lapsed()))
                    .map(body -> new Outgoing(ChainName.MAIN, body))
                    .toList();
        }

        private List<Outgoing> settlement(WindowOutcome outcome) {
            return SettleRows.of(outcome.proof(), frame.primary()).stream()
                    .map(rows -> new Outgoing(ChainName.MAIN, rows))
                    .toList();
        }
    }
}
