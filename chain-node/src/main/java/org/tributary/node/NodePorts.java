// SPDX-License-Identifier: Apache-2.0
package org.tributary.node;

import java.util.function.Consumer;
import java.util.function.Function;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.node.chain.Machine;
import org.tributary.node.chain.RunningReplica;
import org.tributary.node.log.ServiceLog;
import org.tributary.node.sync.SnapshotPace;
import org.tributary.pbft.driver.Journal;
import org.tributary.primitives.ChainName;

/// The world as a [NodeCore] needs it, apart from its peers, which come later.
///
/// @param store the chain's store, opened once; the core does not close it
/// @param log the service chain's batches, opened once; the core does not close it
/// @param journal what the chain's replica promised, opened once; the core does not close it
/// @param halt told why the node cannot go on
public record NodePorts(
        Machine machine,
        Function<ChainName, KeyValueStore> store,
        Function<ChainName, ServiceLog> log,
        Function<ChainName, Journal> journal,
        RunningReplica.Starter replicas,
        SnapshotPace pace,
        Consumer<Throwable> halt) {}
