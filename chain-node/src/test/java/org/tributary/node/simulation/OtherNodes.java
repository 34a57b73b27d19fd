// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.sync.Question;
import org.tributary.node.peer.PeerFailure;
import org.tributary.node.peer.Peers;
import org.tributary.node.peer.Query;
import org.tributary.node.peer.Topic;
import org.tributary.node.simulation.disk.Point;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.crypto.PublicKey;

/// The other nodes, as one process sees them.
record OtherNodes(Simulation simulation, SimulatedNode self, Life current) implements Peers {
    @Override
    public void broadcast(Topic topic, ChainName chain, Bytes payload) {
        simulation.others(self.number()).forEach(other -> say(other, topic, chain, payload));
    }

    @Override
    public void send(PublicKey peer, Topic topic, ChainName chain, Bytes payload) {
        simulation.others(self.number()).stream()
                .filter(other -> other.key().equals(peer))
                .forEach(other -> say(other, topic, chain, payload));
    }

    private void say(SimulatedNode other, Topic topic, ChainName chain, Bytes payload) {
        pass(Point.BEFORE_SEND);
        simulation.said(self, new Frame(self.number(), other.number(), topic, chain, payload));
        pass(Point.AFTER_SEND);
        if (topic == Topic.ACK) {
            self.reached(Moment.ACKNOWLEDGED);
        }
    }

    private void pass(Point point) {
        try {
            self.at(point);
        } catch (IOException never) {
            throw new IllegalStateException(never);
        }
    }

    @Override
    public CompletableFuture<Bytes> request(PublicKey peer, Query query, ChainName chain, Bytes body) {
        if (query == Query.SNAPSHOT) {
            self.asks(Question.decode(body).orBroken("a question of our own"));
        }
        var asked = simulation.others(self.number()).stream()
                .filter(other -> other.key().equals(peer))
                .findFirst();
        return asked.map(other ->
                        simulation.network().request(current, self.number(), other.number(), query, chain, body))
                .orElseGet(() -> CompletableFuture.failedFuture(
                        new PeerFailure(PeerFailure.Reason.NOT_CONNECTED, "no address is known")));
    }

    @Override
    public List<PublicKey> connected() {
        return simulation.others(self.number()).stream()
                .filter(other -> other.isUp()
                        && simulation
                                .network()
                                .link(self.number(), other.number())
                                .isUp())
                .map(SimulatedNode::key)
                .sorted()
                .distinct()
                .toList();
    }
}
