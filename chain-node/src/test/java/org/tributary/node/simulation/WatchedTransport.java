// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.pbft.MessageCodec;
import org.tributary.pbft.PbftMessage;
import org.tributary.pbft.Proposal;
import org.tributary.pbft.driver.Transport;
import org.tributary.primitives.ChainName;

/// What a replica says, seen by the checkers, or turned into a lie on its way out.
final class WatchedTransport implements Transport {
    private final Simulation simulation;
    private final SimulatedNode node;
    private final ChainName chain;
    private final MessageCodec codec;
    private final Transport transport;

    WatchedTransport(
            Simulation simulation, SimulatedNode node, ChainName chain, MessageCodec codec, Transport transport) {
        this.simulation = simulation;
        this.node = node;
        this.chain = chain;
        this.codec = codec;
        this.transport = transport;
    }

    @Override
    public void broadcast(Bytes message) {
        if (node.adversary().isPresent()) {
            toAll(decoded(message));
        } else {
            watch(message);
            transport.broadcast(message);
        }
    }

    @Override
    public void broadcast(Bytes message, Proposal block) {
        if (node.adversary().isPresent()) {
            toAll(decoded(message));
        } else {
            watch(message);
            transport.broadcast(message, block);
        }
    }

    @Override
    public void send(int peer, Bytes message) {
        if (node.adversary().isPresent()) {
            lie(peer, decoded(message));
        } else {
            watch(message);
            transport.send(peer, message);
        }
    }

    @Override
    public void send(int peer, Bytes message, Proposal block) {
        if (node.adversary().isPresent()) {
            lie(peer, decoded(message));
        } else {
            watch(message);
            transport.send(peer, message, block);
        }
    }

    private void watch(Bytes message) {
        var said = decoded(message);
        simulation.votes().sent(node.seat(), chain, said);
        simulation.overheard(said);
    }

    private PbftMessage decoded(Bytes message) {
        return codec.decode(message).orBroken("a message of our own");
    }

    private void toAll(PbftMessage message) {
        for (int seat = 0; seat < simulation.world().size(); seat++) {
            if (seat != node.seat()) {
                lie(seat, message);
            }
        }
    }

    private void lie(int peer, PbftMessage message) {
        List<PbftMessage> said = node.adversary().orElseThrow().instead(chain, peer, message);
        for (var each : said) {
            var bytes = codec.encode(each);
            each.proposed()
                    .ifPresentOrElse(block -> transport.send(peer, bytes, block), () -> transport.send(peer, bytes));
        }
    }
}
