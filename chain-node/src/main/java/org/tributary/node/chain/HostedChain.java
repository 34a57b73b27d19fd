// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.chain;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.genesis.ChainSpec;
import org.tributary.node.peer.Peers;
import org.tributary.pbft.Instance;
import org.tributary.pbft.Timeouts;
import org.tributary.pbft.Voter;
import org.tributary.pbft.driver.Journal;
import org.tributary.pbft.driver.Observer;
import org.tributary.pbft.driver.Ports;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.committee.Committee;
import org.tributary.primitives.committee.PrimaryRotation;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.crypto.PublicKey;

/// A chain at work: a [ChainHost] and the replica that orders it.
public final class HostedChain implements AutoCloseable {
    private static final long CATCH_UP_MILLIS = 500;

    private final ChainHost host;
    private final Committee committee;
    private final RunningReplica replica;
    private final CompactProposals proposals;

    private HostedChain(ChainHost host, Committee committee, RunningReplica replica, CompactProposals proposals) {
        this.host = host;
        this.committee = committee;
        this.replica = replica;
        this.proposals = proposals;
    }

    /// What a replica needs besides its chain.
    public record Surroundings(
            ChainSpec spec,
            PrivateKey consensusKey,
            Peers peers,
            Machine machine,
            RunningReplica.Starter replicas,
            Observer observer) {}

    /// Reads the journal and takes up the work.
    ///
    /// @param transactions what the chain's proposals may name
    public static HostedChain start(
            ChainHost host, Journal journal, HeldTransactions transactions, Surroundings around) {
        var chain = host.ledger().chain();
        var committee = around.spec().committee(chain);
        var replica = around.replicas()
                .start(
                        instance(chain, around),
                        new Ports(
                                new PeerTransport(around.peers(), chain, committee, host.recentBlocks()),
                                journal,
                                around.machine(),
                                host,
                                around.observer()));
        host.start(replica::demand, around.observer()::halted);
        var proposals = new CompactProposals(
                chain,
                around.spec().hash(),
                committee,
                host.recentBlocks(),
                transactions,
                host.ledger()::height,
                around.peers(),
                around.machine(),
                replica::receive);
        return new HostedChain(host, committee, replica, proposals);
    }

    private static Instance instance(ChainName chain, Surroundings around) {
        var spec = around.spec();
        var committee = spec.committee(chain);
        var rules = spec.consensus();
        var seat = committee.seat(around.consensusKey().publicKey());
        var voter = seat.isPresent()
                ? Optional.of(new Voter(seat.getAsInt(), around.consensusKey()::sign))
                : Optional.<Voter>empty();
        return new Instance(
                spec.hash(),
                chain,
                committee,
                voter,
                new Instance.Rules(
                        new PrimaryRotation(rules.reignHeights()),
                        new Timeouts(rules.viewTimeoutMillis(), rules.maxViewTimeoutMillis(), CATCH_UP_MILLIS)));
    }

    public ChainHost host() {
        return host;
    }

    /// A consensus message from an authenticated peer.
    public void received(PublicKey from, Bytes message) {
        committee.seat(from).ifPresent(seat -> replica.receive(seat, message));
    }

    /// A consensus message from an authenticated peer, whose block is compact.
    public void receivedCompact(PublicKey from, Bytes frame) {
        committee.seat(from).ifPresent(seat -> proposals.received(seat, frame));
    }

    /// Answers a peer that lacks transactions of a proposal.
    public Optional<Bytes> transactions(Bytes question) {
        return proposals.answer(question);
    }

    @Override
    public void close() {
        host.close();
        replica.close();
    }
}
