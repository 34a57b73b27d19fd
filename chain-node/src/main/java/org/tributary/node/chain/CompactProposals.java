// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.chain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.tuweni.bytes.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.ledger.block.Body;
import org.tributary.ledger.block.CompactBlock.Completion;
import org.tributary.ledger.transaction.SignedTransaction;
import org.tributary.node.peer.Peers;
import org.tributary.node.peer.Query;
import org.tributary.pbft.driver.Clock;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.committee.Committee;

/// Makes compact proposals whole again: from the transactions that this node holds, else from those of its peers.
/// Protocol §3.
///
/// For any thread. Of each seat one proposal waits; what nobody completes in time is lost, as messages may be.
final class CompactProposals {
    private static final Logger LOG = LoggerFactory.getLogger(CompactProposals.class);

    /// Transactions that were sent before the proposal may arrive just after it: votes overtake bulk.
    private static final Duration OVERTAKEN = Duration.ofMillis(7);

    /// Longer than a good answer takes, shorter than the patience of a view.
    private static final Duration ANSWER = Duration.ofMillis(200);

    /// Leaves room for the list's own bytes in one answer.
    private static final int MAX_ANSWER_BYTES = 8 << 20;

    private static final int MAX_ASKED = 1 << 16;

    private final ChainName chain;
    private final Hash network;
    private final Committee committee;
    private final RecentBlocks blocks;
    private final HeldTransactions transactions;
    private final Supplier<Height> committed;
    private final Peers peers;
    private final Clock clock;
    private final Receiver receiver;
    private final Map<Integer, Waiting> waiting = new TreeMap<>();

    /// Takes a whole message from a seat.
    @FunctionalInterface
    interface Receiver {
        void receive(int seat, Bytes message);
    }

    /// @param committed the height of the last committed block: nothing is fetched for it or below it
    CompactProposals(
            ChainName chain,
            Hash network,
            Committee committee,
            RecentBlocks blocks,
            HeldTransactions transactions,
            Supplier<Height> committed,
            Peers peers,
            Clock clock,
            Receiver receiver) {
        this.chain = chain;
        this.network = network;
        this.committee = committee;
        this.blocks = blocks;
        this.transactions = transactions;
        this.committed = committed;
        this.peers = peers;
        this.clock = clock;
        this.receiver = receiver;
    }

    /// A proposal on its way, and what was fetched for it.
    private static final class Waiting {
        private final int seat;
        private final CompactFrame frame;
        private final Map<Hash, SignedTransaction> fetched = new HashMap<>();
        private int asked;

        Waiting(int seat, CompactFrame frame) {
            this.seat = seat;
            this.frame = frame;
        }
    }

    void received(int seat, Bytes payload) {
        switch (CompactFrame.decode(network, payload)) {
            case Decoded.Malformed<CompactFrame>(var reason) ->
                LOG.debug("event=compact_refused chain={} seat={} reason=\"{}\"", chain, seat, reason);
            case Decoded.Value<CompactFrame>(var frame) -> begin(new Waiting(seat, frame));
        }
    }

    private void begin(Waiting proposal) {
        synchronized (this) {
            waiting.put(proposal.seat, proposal);
        }
        if (!complete(proposal).isEmpty()) {
            clock.schedule(OVERTAKEN, () -> ask(proposal, 0));
        }
    }

    /// What is still missing; nothing where the message was handed over, now or before.
    private List<Hash> complete(Waiting proposal) {
        Completion completion;
        synchronized (this) {
            if (waiting.get(proposal.seat) != proposal) {
                return List.of();
            }
            completion = proposal.frame.block().complete(hash -> find(proposal, hash));
            if (completion instanceof Completion.Whole) {
                waiting.remove(proposal.seat);
            }
        }
        return switch (completion) {
            case Completion.Lacking(var missing) -> missing;
            case Completion.Whole(var block) -> {
                blocks.remember(block);
                receiver.receive(proposal.seat, proposal.frame.whole(block));
                yield List.of();
            }
        };
    }

    private Optional<SignedTransaction> find(Waiting proposal, Hash hash) {
        var fetched = proposal.fetched.get(hash);
        return fetched != null ? Optional.of(fetched) : transactions.held(hash);
    }

    /// Asks the sender first, then the other seats in turn, each once: the next when an answer was not enough, or did
    /// not come.
    private void ask(Waiting proposal, int attempt) {
        var missing = complete(proposal);
        if (missing.isEmpty() || !isNext(proposal, attempt)) {
            return;
        }
        if (!committed.get().isBefore(proposal.frame.block().header().height())) {
            // Its transactions left the pool with the block that won.
            forget(proposal);
            return;
        }
        if (attempt == committee.size()) {
            LOG.info("event=proposal_incomplete chain={} seat={} missing={}", chain, proposal.seat, missing.size());
            forget(proposal);
            return;
        }
        var peer =
                committee.member((proposal.seat + attempt) % committee.size()).consensusKey();
        var asked = missing.subList(0, Math.min(missing.size(), MAX_ASKED));
        var question =
                Rlp.list(list -> list.hash(proposal.frame.block().hash()).list(asked, (out, hash) -> out.hash(hash)));
        clock.schedule(ANSWER, () -> ask(proposal, attempt + 1));
        var _ = peers.request(peer, Query.TRANSACTIONS, chain, question).whenComplete((answer, failure) -> {
            if (failure == null) {
                take(proposal, asked, answer);
            }
            ask(proposal, attempt + 1);
        });
    }

    private synchronized boolean isNext(Waiting proposal, int attempt) {
        if (proposal.asked != attempt) {
            return false;
        }
        proposal.asked = attempt + 1;
        return true;
    }

    private synchronized void forget(Waiting proposal) {
        waiting.remove(proposal.seat, proposal);
    }

    /// A transaction proves itself by its hash, so it does not matter who sent it.
    private void take(Waiting proposal, List<Hash> asked, Bytes answer) {
        var wanted = new HashSet<>(asked);
        if (Rlp.decodeList(answer, list -> list.list(MAX_ASKED, in -> in.bytes(SignedTransaction.MAX_SIZE)))
                instanceof Decoded.Value<List<Bytes>>(var raws)) {
            for (var raw : raws) {
                if (SignedTransaction.decode(raw) instanceof Decoded.Value<SignedTransaction>(var transaction)
                        && wanted.contains(transaction.hash())) {
                    transactions.fetched(raw);
                    synchronized (this) {
                        proposal.fetched.put(transaction.hash(), transaction);
                    }
                }
            }
        }
    }

    /// Answers [Query#TRANSACTIONS]: RLP `[digest of the block, [hash …]]` asks for `[[transaction …]]`, in the order
    /// asked, without those that are not held or that the answer has no room for.
    Optional<Bytes> answer(Bytes question) {
        return Rlp.decodeList(question, list -> new Question(list.hash(), list.list(MAX_ASKED, in -> in.hash())))
                        instanceof Decoded.Value<Question>(var asked)
                ? Optional.of(answer(asked))
                : Optional.empty();
    }

    private record Question(Hash block, List<Hash> transactions) {}

    private Bytes answer(Question asked) {
        var proposed = new HashMap<Hash, SignedTransaction>();
        if (blocks.block(asked.block()).map(block -> block.body()).orElse(null)
                instanceof Body.Main(var transactions, var _)) {
            transactions.forEach(transaction -> proposed.put(transaction.hash(), transaction));
        }
        var found = new ArrayList<Bytes>();
        int room = MAX_ANSWER_BYTES;
        for (var hash : asked.transactions()) {
            var transaction = Optional.ofNullable(proposed.get(hash)).or(() -> transactions.held(hash));
            if (transaction.isPresent() && transaction.get().encoded().size() <= room) {
                room -= transaction.get().encoded().size();
                found.add(transaction.get().encoded());
            }
        }
        return Rlp.list(list -> list.list(found, (out, raw) -> out.bytes(raw)));
    }
}
