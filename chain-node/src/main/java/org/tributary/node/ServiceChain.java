// SPDX-License-Identifier: Apache-2.0
package org.tributary.node;

import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.service.MeteringLedger;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.node.chain.ChainHost;
import org.tributary.node.metering.ServiceDoor;

/// The parts of one service chain inside a node.
public record ServiceChain(
        KeyValueStore store, Ledger ledger, ChainHost host, ServiceDoor door, MeteringLedger metering) {}
