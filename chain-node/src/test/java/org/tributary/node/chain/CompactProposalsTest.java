// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.block.Body;
import org.tributary.ledger.block.CompactBlock;
import org.tributary.ledger.block.Header;
import org.tributary.ledger.transaction.Call;
import org.tributary.ledger.transaction.FeeMarketTransaction;
import org.tributary.ledger.transaction.SignedTransaction;
import org.tributary.node.peer.Peers;
import org.tributary.node.peer.Query;
import org.tributary.node.peer.Topic;
import org.tributary.pbft.driver.Clock;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.committee.Committee;
import org.tributary.primitives.committee.Validator;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.crypto.PublicKey;

/// Protocol §3, compact relay: whoever holds the transactions needs only their names, and whoever does not gets them.
class CompactProposalsTest {
    private static final Hash NETWORK = Keccak.hash(Bytes.of(7));
    private static final Bytes START = Bytes.fromHexString("0xc0ffee");
    private static final int PRIMARY = 1;

    private final Committee committee = committee();
    private final List<SignedTransaction> transactions = transactions();
    private final Block block = block(transactions);
    private final Bytes payload = new CompactFrame(START, CompactBlock.of(block).orElseThrow()).encoded();
    private final Agenda agenda = new Agenda();
    private final Map<PublicKey, Node> nodes = new HashMap<>();
    private final List<Integer> asked = new ArrayList<>();

    @Test
    void whoHoldsTheTransactionsAsksNobody() {
        var replica = node(0, transactions);
        replica.proposals.received(PRIMARY, payload);
        agenda.runUntil(1_000);
        assertThat(replica.received).containsExactly(Bytes.concatenate(START, block.encoded()));
        assertThat(asked).isEmpty();
    }

    @Test
    void theSenderIsAskedForWhatIsMissing() {
        node(PRIMARY, transactions);
        var replica = node(0, transactions.subList(2, 5));
        replica.proposals.received(PRIMARY, payload);
        agenda.runUntil(1_000);
        assertThat(replica.received).containsExactly(Bytes.concatenate(START, block.encoded()));
        assertThat(asked).containsExactly(PRIMARY);
    }

    @Test
    void aTransactionThatWasOvertakenIsNotAskedFor() {
        var replica = node(0, transactions.subList(1, transactions.size()));
        replica.proposals.received(PRIMARY, payload);
        agenda.schedule(Duration.ofMillis(1), () -> replica.hold(transactions.getFirst()));
        agenda.runUntil(1_000);
        assertThat(replica.received).hasSize(1);
        assertThat(asked).isEmpty();
    }

    @Test
    void whenTheSenderDoesNotHelpTheOthersAreAsked() {
        node(PRIMARY, List.of());
        node(3, transactions);
        var replica = node(0, List.of());
        replica.proposals.received(PRIMARY, payload);
        agenda.runUntil(1_000);
        assertThat(replica.received).containsExactly(Bytes.concatenate(START, block.encoded()));
        assertThat(asked).containsExactly(PRIMARY, 2, 3);
    }

    @Test
    void anAnswerThatNeverComesHoldsNobodyBack() {
        var silent = node(PRIMARY, transactions);
        silent.silent = true;
        node(2, transactions);
        var replica = node(0, List.of());
        replica.proposals.received(PRIMARY, payload);
        agenda.runUntil(1_000);
        assertThat(replica.received).hasSize(1);
        assertThat(asked).containsExactly(PRIMARY, 2);
    }

    @Test
    void aLiarsTransactionsAreNotTaken() {
        var others = transactions(100);
        node(PRIMARY, transactions).lies = others;
        var replica = node(0, List.of());
        replica.proposals.received(PRIMARY, payload);
        agenda.runUntil(10_000);
        assertThat(replica.received).isEmpty();
        assertThat(replica.held).isEmpty();
    }

    @Test
    void nothingIsFetchedForAHeightThatIsCommitted() {
        node(PRIMARY, transactions);
        var replica = node(0, transactions.subList(2, 5));
        replica.proposals.received(PRIMARY, payload);
        agenda.schedule(
                Duration.ofMillis(1), () -> replica.committed = block.header().height());
        agenda.runUntil(10_000);
        assertThat(asked).isEmpty();
    }

    @Test
    void ofEachSeatTheNewestProposalWaits() {
        var second = block(transactions.subList(0, 2));
        var newer = new CompactFrame(START, CompactBlock.of(second).orElseThrow()).encoded();
        node(PRIMARY, transactions);
        var replica = node(0, List.of());
        replica.proposals.received(PRIMARY, payload);
        replica.proposals.received(PRIMARY, newer);
        agenda.runUntil(1_000);
        assertThat(replica.received).containsExactly(Bytes.concatenate(START, second.encoded()));
    }

    @Test
    void garbageIsDropped() {
        var replica = node(0, transactions);
        replica.proposals.received(PRIMARY, Bytes.fromHexString("0xc20102"));
        replica.proposals.received(PRIMARY, payload.slice(0, payload.size() - 1));
        agenda.runUntil(1_000);
        assertThat(replica.received).isEmpty();
        assertThat(replica.proposals.answer(Bytes.of(1))).isEmpty();
    }

    /// A node with the proposals of its chain, and what it holds.
    private final class Node implements HeldTransactions, Peers {
        final Map<Hash, SignedTransaction> held = new HashMap<>();
        final List<Bytes> received = new ArrayList<>();
        final CompactProposals proposals;
        boolean silent;
        Height committed = Height.ZERO;
        List<SignedTransaction> lies = List.of();

        Node() {
            proposals = new CompactProposals(
                    ChainName.MAIN,
                    NETWORK,
                    committee,
                    new RecentBlocks(NETWORK),
                    this,
                    () -> committed,
                    this,
                    agenda,
                    (_, message) -> received.add(message));
        }

        void hold(SignedTransaction transaction) {
            held.put(transaction.hash(), transaction);
        }

        @Override
        public Optional<SignedTransaction> held(Hash hash) {
            return Optional.ofNullable(held.get(hash));
        }

        @Override
        public void fetched(Bytes rawTransaction) {
            hold(SignedTransaction.decode(rawTransaction).orBroken("a transaction"));
        }

        @Override
        public CompletableFuture<Bytes> request(PublicKey peer, Query query, ChainName chain, Bytes body) {
            asked.add(committee.seat(peer).orElseThrow());
            assertThat(query).isEqualTo(Query.TRANSACTIONS);
            var answerer = nodes.get(peer);
            if (answerer == null || answerer == this) {
                return CompletableFuture.failedFuture(new IllegalStateException("nobody is there"));
            }
            if (answerer.silent) {
                return new CompletableFuture<>();
            }
            if (!answerer.lies.isEmpty()) {
                return CompletableFuture.completedFuture(
                        Rlp.list(list -> list.list(answerer.lies, (out, lie) -> out.bytes(lie.encoded()))));
            }
            return CompletableFuture.completedFuture(
                    answerer.proposals.answer(body).orElseThrow());
        }

        @Override
        public void broadcast(Topic topic, ChainName chain, Bytes message) {}

        @Override
        public void send(PublicKey peer, Topic topic, ChainName chain, Bytes message) {}

        @Override
        public List<PublicKey> connected() {
            return List.of();
        }
    }

    private Node node(int seat, List<SignedTransaction> holding) {
        var node = new Node();
        holding.forEach(node::hold);
        nodes.put(committee.member(seat).consensusKey(), node);
        return node;
    }

    /// Virtual time.
    private static final class Agenda implements Clock {
        private final PriorityQueue<Due> due = new PriorityQueue<>();
        private long now;
        private long count;

        private record Due(long millis, long number, Runnable task) implements Comparable<Due> {
            @Override
            public int compareTo(Due other) {
                return millis == other.millis ? Long.compare(number, other.number) : Long.compare(millis, other.millis);
            }
        }

        void runUntil(long millis) {
            while (!due.isEmpty() && due.peek().millis() <= millis) {
                var next = due.remove();
                now = next.millis();
                next.task().run();
            }
        }

        @Override
        public Runnable schedule(Duration delay, Runnable task) {
            due.add(new Due(now + delay.toMillis(), count++, task));
            return () -> {};
        }

        @Override
        public long nanoTime() {
            return Duration.ofMillis(now).toNanos();
        }
    }

    private static Committee committee() {
        var members = new ArrayList<Validator>();
        for (int seat = 0; seat < 4; seat++) {
            var key = key(seat + 1);
            members.add(new Validator(key.address(), key.publicKey()));
        }
        return new Committee(0, members);
    }

    private static PrivateKey key(int number) {
        return new PrivateKey(Keccak.hash(Bytes.of(number)).bytes());
    }

    private static List<SignedTransaction> transactions() {
        return transactions(0);
    }

    private static List<SignedTransaction> transactions(int firstNonce) {
        var signed = new ArrayList<SignedTransaction>();
        for (int nonce = firstNonce; nonce < firstNonce + 8; nonce++) {
            var call = Call.transfer(Address.reserved(99), Amount.of(nonce + 1));
            signed.add(SignedTransaction.sign(
                    FeeMarketTransaction.flat(
                            new ChainId(1), nonce, Amount.of(1).units(), 21_000, call),
                    key(9)));
        }
        return signed;
    }

    private static Block block(List<SignedTransaction> transactions) {
        var body = new Body.Main(transactions, List.of());
        var header = new Header(
                ChainName.MAIN,
                new Height(1),
                NETWORK,
                new Header.MainReference(Height.ZERO, NETWORK),
                0,
                View.ZERO,
                1,
                Address.ZERO,
                new Header.Roots(Hash.ZERO, Hash.ZERO, Hash.ZERO, Hash.ZERO),
                List.of(),
                List.of(),
                Hash.ZERO,
                0,
                Optional.empty(),
                Hash.ZERO,
                body.hash());
        return new Block(header, Optional.empty(), body);
    }
}
