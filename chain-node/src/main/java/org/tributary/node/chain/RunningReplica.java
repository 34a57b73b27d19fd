// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.chain;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.pbft.Instance;
import org.tributary.pbft.driver.Ports;
import org.tributary.pbft.driver.Replica;

/// A replica at work: [Replica] and its thread in a node, without a thread in a simulation.
public interface RunningReplica extends AutoCloseable {
    /// Bytes from an authenticated peer, known by its seat.
    void receive(int peer, Bytes message);

    /// Whether the chain has something for a block.
    void demand(boolean wanted);

    /// Returns when the replica does nothing more.
    @Override
    void close();

    /// Makes replicas, which run when they are returned.
    @FunctionalInterface
    interface Starter {
        RunningReplica start(Instance instance, Ports ports);
    }

    /// A replica with a thread of its own.
    static RunningReplica threaded(Instance instance, Ports ports) {
        var replica = new Replica(instance, ports);
        replica.start();
        return new RunningReplica() {
            @Override
            public void receive(int peer, Bytes message) {
                replica.receive(peer, message);
            }

            @Override
            public void demand(boolean wanted) {
                replica.demand(wanted);
            }

            @Override
            public void close() {
                replica.close();
            }
        };
    }
}
