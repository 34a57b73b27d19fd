// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.view;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;

/// What the outside may ask of the network's one height, and the one thing that it may hand in: a signed transaction.
///
/// Everything answered is final. Safe for use by many threads.
public interface NetworkView {
    ChainId chainId();

    Hash genesisHash();

    /// The newest height all of whose anchored blocks this node has too.
    Height head();

    /// The lowest height above genesis of which blocks, receipts and logs are here. A node that started from a snapshot
    /// never had those below; one that prunes has them no more.
    default Height first() {
        return Height.ZERO.next();
    }

    Optional<BlockView> block(Height height);

    Optional<BlockView> block(Hash hash);

    /// Also finds what is still in the mempool.
    Optional<TransactionView> transaction(Hash hash);

    Optional<ReceiptView> receipt(Hash transaction);

    /// All receipts of a height, in the order of its transactions; empty for a height that is not there.
    List<ReceiptView> receipts(Height height);

    /// The heights of the query's range, ascending, that may have a log that matches; the others have none.
    List<Height> heightsWithLogs(LogQuery query);

    /// At the head.
    Amount balance(Address account);

    /// How many transactions of the account are final.
    long nonce(Address account);

    /// The same, counting on through the mempool.
    long pendingNonce(Address account);

    /// Code of the account: one stub byte for a platform contract, else empty.
    Bytes code(Address account);

    UInt256 storage(Address account, UInt256 slot);

    CallOutcome call(CallRequest request);

    Submission submit(Bytes rawTransaction);

    /// The flat price of one gas.
    Amount gasPrice();

    /// The most gas that one block takes.
    long gasLimit();

    /// Whether the node is still fetching blocks that others have: the highest height that it has heard of, else
    /// nothing.
    Optional<Height> syncingTowards();

    int peerCount();

    /// Calls `listener` once for every new height, in order, until the subscription is closed. The listener must not
    /// block.
    Subscription onHead(Consumer<BlockView> listener);

    /// Calls `listener` with the hash of every transaction that enters the mempool.
    Subscription onPending(Consumer<Hash> listener);

    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
