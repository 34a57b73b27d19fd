// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.tributary.pbft.Event;
import org.tributary.pbft.Instance;
import org.tributary.pbft.JournalCodec;
import org.tributary.pbft.MessageCodec;
import org.tributary.pbft.PbftMessage;
import org.tributary.pbft.Seats;
import org.tributary.pbft.TestBlock;
import org.tributary.pbft.Timeouts;
import org.tributary.primitives.Height;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.View;

class ReplicaTest {
    private static final int TARGET = 30;
    private static final Seats SEATS = Seats.of(4, 7, new Timeouts(2_000, 10_000, 50));

    /// The replicas call each other, each on its own thread.
    private static final class Wires {
        private final List<Replica> replicas = new ArrayList<>();

        Transport of(int self) {
            return new Transport() {
                @Override
                public void broadcast(Bytes message) {
                    IntStream.range(0, replicas.size())
                            .filter(peer -> peer != self)
                            .forEach(peer -> send(peer, message));
                }

                @Override
                public void send(int peer, Bytes message) {
                    replicas.get(peer).receive(self, message);
                }
            };
        }
    }

    private static List<MemoryNode> run(List<Instance> instances) throws InterruptedException {
        var wires = new Wires();
        var nodes = instances.stream().map(each -> new MemoryNode(TARGET)).toList();
        for (int peer = 0; peer < instances.size(); peer++) {
            var node = nodes.get(peer);
            wires.replicas.add(new Replica(instances.get(peer), new Ports(wires.of(peer), node, node, node, node)));
        }
        wires.replicas.forEach(Replica::start);
        wires.replicas.forEach(replica -> replica.demand(true));
        for (var node : nodes) {
            assertThat(node.reachedTarget.await(60, TimeUnit.SECONDS)).isTrue();
        }
        wires.replicas.forEach(Replica::close);
        return nodes;
    }

    @Test
    void aCommitteeAndAFollowerCommitTheSameBlocks() throws InterruptedException {
        var instances =
                new ArrayList<>(IntStream.range(0, 4).mapToObj(SEATS::replica).toList());
        instances.add(SEATS.follower());
        var nodes = run(instances);
        for (var node : nodes) {
            assertThat(node.halts).isEmpty();
            assertThat(node.store.subList(0, TARGET))
                    .extracting(each -> each.proposal().digest())
                    .isEqualTo(nodes.getFirst().store.subList(0, TARGET).stream()
                            .map(each -> each.proposal().digest())
                            .toList());
        }
    }

    @Test
    void aValidatorAloneRuns() throws InterruptedException {
        var node = run(List.of(Seats.of(1).replica(0))).getFirst();
        assertThat(node.halts).isEmpty();
        assertThat(node.store).hasSize(TARGET);
    }

    @Test
    void aBrokenDiskHaltsTheReplicaAndIsReported() throws InterruptedException {
        var node = new MemoryNode(1);
        var full = new Journal() {
            @Override
            public List<Bytes> records() {
                return List.of(JournalCodec.firstRecord());
            }

            @Override
            public boolean isUnused() {
                return true;
            }

            @Override
            public void append(Bytes entry) {}

            @Override
            public void sync() {
                throw new IllegalStateException("disk full");
            }

            @Override
            public void reset(Bytes first) {}
        };
        var sent = new ArrayList<Bytes>();
        var only = Seats.of(1).replica(0);
        var replica = new Replica(only, new Ports(into(sent), full, node, node, node));
        replica.start();
        replica.demand(true);
        assertThat(node.reachedTarget.await(300, TimeUnit.MILLISECONDS)).isFalse();
        replica.close();
        assertThat(node.halts).singleElement().extracting(Throwable::getMessage).isEqualTo("disk full");
        assertThat(node.store).isEmpty();
    }

    /// Durable before sent, and one sync for all that waited together.
    @Test
    void nothingLeavesBeforeItsSync() {
        var node = new MemoryNode(TARGET);
        var sent = new ArrayList<Bytes>();
        var transport = new Transport() {
            @Override
            public void broadcast(Bytes message) {
                sent.add(message);
                node.uses.add("broadcast");
            }

            @Override
            public void send(int peer, Bytes message) {
                node.uses.add("send");
            }
        };
        var reactor =
                new Reactor(SEATS.replica(1), new Ports(transport, node, node, node, node), event -> {}, Runnable::run);
        var block = TestBlock.of(new Height(1), View.ZERO, "a");
        reactor.process(List.of(new Event.Started()));
        reactor.process(answers(sent.getFirst()));
        node.uses.clear();
        reactor.process(List.of(
                new Event.Received(0, SEATS.prePrepare(View.ZERO, block)),
                new Event.Validated(new Height(1), View.ZERO, block.digest(), Verdict.accept()),
                new Event.Received(2, SEATS.prepare(2, View.ZERO, block))));
        assertThat(node.uses).containsExactly("append", "append", "sync", "broadcast", "broadcast");
        reactor.stopTimers();
    }

    /// A peer that catches up must not delay a vote.
    @Test
    void blocksForPeersAreReadAside() {
        var node = new MemoryNode(TARGET);
        var aside = new ArrayList<Runnable>();
        var sent = new ArrayList<Bytes>();
        var reactor =
                new Reactor(SEATS.follower(), new Ports(into(sent), node, node, node, node), event -> {}, aside::add);
        var block = TestBlock.of(new Height(1), View.ZERO, "a");
        node.store.add(SEATS.certified(block));
        reactor.process(List.of(
                new Event.Received(2, SEATS.certified(block)),
                new Event.Committed(new Height(1)),
                new Event.Received(2, new PbftMessage.Fetch(new Height(1)))));
        int before = sent.size();
        assertThat(aside).hasSize(1);
        aside.getFirst().run();
        assertThat(sent).hasSize(before + 1);
        reactor.stopTimers();
    }

    /// Nobody knows anything of the replica in seat 1 that asked.
    private static List<Event> answers(Bytes question) {
        var asked = (PbftMessage.QueryStable) new MessageCodec(SEATS.follower(), TestBlock::decode)
                .decode(question)
                .orBroken("the first message");
        var nothing = new PbftMessage.ReplyStable(
                asked.question(), Optional.empty(), View.ZERO, Optional.empty(), Optional.empty());
        return Stream.of(0, 2, 3)
                .<Event>map(peer -> new Event.Received(peer, nothing))
                .toList();
    }

    private static Transport into(List<Bytes> sent) {
        return new Transport() {
            @Override
            public void broadcast(Bytes message) {
                sent.add(message);
            }

            @Override
            public void send(int peer, Bytes message) {
                sent.add(message);
            }
        };
    }
}
