// SPDX-License-Identifier: Apache-2.0
package org.tributary.node;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.ServiceChainSpec;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.block.Body;
import org.tributary.ledger.chain.BlockStore;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.chain.Proposer;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.main.AnchorBook;
import org.tributary.ledger.main.MainProgram;
import org.tributary.ledger.main.Supply;
import org.tributary.ledger.network.NetworkLedger;
import org.tributary.ledger.service.MeteringLedger;
import org.tributary.ledger.service.ServiceProgram;
import org.tributary.ledger.state.StateReader;
import org.tributary.ledger.transaction.VerifiedTransaction;
import org.tributary.ledger.view.MeteringView;
import org.tributary.node.chain.ChainHost;
import org.tributary.node.chain.FinishedBlocks;
import org.tributary.node.chain.HostedChain;
import org.tributary.node.chain.RealClock;
import org.tributary.node.chain.TransactionPool;
import org.tributary.node.metering.ReceiptReadings;
import org.tributary.node.metering.ServiceDoor;
import org.tributary.node.peer.PeerHandler;
import org.tributary.node.peer.PeerIdentity;
import org.tributary.node.peer.PeerNetwork;
import org.tributary.node.peer.PeerSettings;
import org.tributary.node.peer.Query;
import org.tributary.node.peer.Topic;
import org.tributary.node.storage.RocksStore;
import org.tributary.primitives.Address;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Height;
import org.tributary.primitives.committee.Validator;
import org.tributary.primitives.crypto.PublicKey;
import org.tributary.primitives.crypto.Vrf;

/// One full node, put together by hand: every chain of the network, its peers, and what the outside sees.
///
/// This is the one place where parts are wired. It is read from top to bottom, and closed from bottom to top.
public final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private final ChainSpec spec;
    private final NodeSettings settings;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final RealClock clock;
    private final PeerNetwork peers;
    private final TransactionPool pool;
    private final NetworkLedger network;
    private final Ledger main;
    private final RocksStore mainStore;
    private final Map<ChainName, HostedChain> chains = new TreeMap<>();
    private final SortedMap<ChainName, ServiceDoor> doors = new TreeMap<>();
    private final SortedMap<ChainName, MeteringView> metering = new TreeMap<>();
    private final NodeDoors outside;
}
