// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.node.edge.network.Ingest;
import org.tributary.node.edge.network.ProofDesk;
import org.tributary.node.simulation.disk.FileDisk;
import org.tributary.pbft.Instance;
import org.tributary.pbft.PbftMessage;
import org.tributary.pbft.driver.Application;
import org.tributary.pbft.driver.Journal;
import org.tributary.pbft.driver.Reactor;
import org.tributary.primitives.ChainName;

/// A bug put into nodes from outside, through their ports, to see whether the checkers see it. Without one, nodes are
/// what they are.
interface Plant {
    /// No bug.
    Plant NONE = new Plant() {};

    default KeyValueStore store(SimulatedNode node, ChainName chain, KeyValueStore honest) {
        return honest;
    }

    /// Where a snapshot is put together.
    default KeyValueStore staged(SimulatedNode node, ChainName chain, KeyValueStore honest) {
        return honest;
    }

    default Journal journal(SimulatedNode node, ChainName chain, Journal honest) {
        return honest;
    }

    default Instance instance(SimulatedNode node, Instance honest) {
        return honest;
    }

    default Application application(SimulatedNode node, Application honest) {
        return honest;
    }

    /// What the core does, in one life of a replica.
    default Reactor.Core core(SimulatedNode node, Instance instance, Reactor.Core honest) {
        return honest;
    }

    /// Before a member's first start.
    default void member(FileDisk disk) {}

    /// Before an edge's first start.
    default void edge(FileDisk disk) {}

    /// Where an edge's book of receipts is, at each of its starts.
    default Path book(FileDisk disk) {
        return disk.path("edge/receipts");
    }

    /// An edge's way to the nodes.
    default Ingest ingest(Ingest honest) {
        return honest;
    }

    /// Where an edge asks for windows.
    default ProofDesk proofs(ProofDesk honest) {
        return honest;
    }

    /// A message that the verifier refused, and that this bug lets in.
    default Optional<PbftMessage> admitted(SimulatedNode node, Instance instance, Bytes refused) {
        return Optional.empty();
    }
}
