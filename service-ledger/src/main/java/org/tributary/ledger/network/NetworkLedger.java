// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.ledger.view.BlockView;
import org.tributary.ledger.view.CallOutcome;
import org.tributary.ledger.view.CallRequest;
import org.tributary.ledger.view.LogQuery;
import org.tributary.ledger.view.NetworkView;
import org.tributary.ledger.view.ReceiptView;
import org.tributary.ledger.view.Submission;
import org.tributary.ledger.view.TransactionView;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;

/// [NetworkView] over the chains of one node. The node calls [#advance] after each commit of any chain.
public final class NetworkLedger implements NetworkView {
    /// Recent heights are asked for again and again, by everyone who waits for a receipt.
    private static final int CACHED_HEIGHTS = 64;

    private final ChainSpec spec;
    private final Ledger main;
    private final Listing listing;
    private final Index index;
    private final PendingTransactions pending;
    private final Calls calls;
    private final Connectivity connectivity;
    private final Map<Height, Listing.Listed> cache = new LinkedHashMap<>();
    private final List<Consumer<BlockView>> headListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Hash>> pendingListeners = new CopyOnWriteArrayList<>();
    private volatile Height head;

    /// @param peers how many are connected
    /// @param syncingTowards see [NetworkView#syncingTowards]
    public record Connectivity(IntSupplier peers, Supplier<Optional<Height>> syncingTowards) {}

    public NetworkLedger(
            ChainSpec spec,
            KeyValueStore mainStore,
            Ledger main,
            SortedMap<ChainName, Ledger> others,
            PendingTransactions pending,
            Connectivity connectivity) {
        this.spec = spec;
        this.main = main;
        this.listing =
                new Listing(main, others, spec.token().gasPrice(), spec.token().blockGasLimit());
        this.index = new Index(mainStore);
        this.pending = pending;
        this.calls = new Calls(spec, main);
        this.connectivity = connectivity;
        this.head = index.indexed();
    }

    /// Lets the listing begin above `height`.
    public static void putIndexed(WriteBatch batch, Height height) {
        Index.putIndexed(batch, height);
    }

    /// Lists every height that has become complete, and tells the listeners.
    public synchronized void advance() {
        while (head.isBefore(main.height())) {
            var next = listing.listed(head.next());
            if (next.isEmpty()) {
                return;
            }
            index.add(next.get());
            remember(next.get());
            head = head.next();
            headListeners.forEach(listener -> listener.accept(next.get().block()));
        }
    }

    /// The node calls this when a transaction enters its mempool.
    public void entered(Hash transaction) {
        pendingListeners.forEach(listener -> listener.accept(transaction));
    }

    @Override
    public ChainId chainId() {
        return spec.chainId();
    }

    @Override
    public Hash genesisHash() {
        return spec.hash();
    }

    @Override
    public Height head() {
        return head;
    }

    @Override
    public Height first() {
        return main.blocks().first();
    }

    @Override
    public Optional<BlockView> block(Height height) {
        return listed(height).map(Listing.Listed::block);
    }

    @Override
    public Optional<BlockView> block(Hash hash) {
        return main.blocks().height(hash).flatMap(this::block);
    }

    @Override
    public Optional<TransactionView> transaction(Hash hash) {
        return receipt(hash)
                .map(ReceiptView::transaction)
                .or(() -> pending.byHash(hash)
                        .map(waiting ->
                                Views.signed(waiting.signed(), waiting.sender(), gasPrice(), Optional.empty())));
    }

    @Override
    public Optional<ReceiptView> receipt(Hash transaction) {
        return index.place(transaction)
                .flatMap(place ->
                        listed(place.height()).map(listed -> listed.receipts().get(place.index())));
    }

    @Override
    public List<ReceiptView> receipts(Height height) {
        return listed(height).map(Listing.Listed::receipts).orElse(List.of());
    }

    @Override
    public Amount balance(Address account) {
        return main.state().account(account).balance();
    }

    @Override
    public long nonce(Address account) {
        return main.state().account(account).nonce();
    }

    @Override
    public long pendingNonce(Address account) {
        return pending.nextNonce(account, nonce(account));
    }

    @Override
    public Bytes code(Address account) {
        var stub = main.state().account(account).codeHash().equals(Reserved.STUB_CODE_HASH);
        return stub ? Reserved.STUB_CODE : Bytes.EMPTY;
    }

    @Override
    public UInt256 storage(Address account, UInt256 slot) {
        return main.state().slot(account, slot);
    }

    @Override
    public CallOutcome call(CallRequest request) {
        return calls.run(request, new Accounts(main.state()));
    }

    @Override
    public Submission submit(Bytes rawTransaction) {
        return pending.submit(rawTransaction);
    }

    @Override
    public List<Height> heightsWithLogs(LogQuery query) {
        return index.candidates(query);
    }

    @Override
    public Amount gasPrice() {
        return spec.token().gasPrice();
    }

    @Override
    public long gasLimit() {
        return spec.token().blockGasLimit();
    }

    @Override
    public Optional<Height> syncingTowards() {
        return connectivity.syncingTowards().get();
    }

    @Override
    public int peerCount() {
        return connectivity.peers().getAsInt();
    }

    @Override
    public Subscription onHead(Consumer<BlockView> listener) {
        headListeners.add(listener);
        return () -> headListeners.remove(listener);
    }

    @Override
    public Subscription onPending(Consumer<Hash> listener) {
        pendingListeners.add(listener);
        return () -> pendingListeners.remove(listener);
    }

    private Optional<Listing.Listed> listed(Height height) {
        if (height.isAfter(head)) {
            return Optional.empty();
        }
        synchronized (cache) {
            var cached = cache.get(height);
            if (cached != null) {
                return Optional.of(cached);
            }
        }
        var listed = listing.listed(height);
        listed.ifPresent(this::remember);
        return listed;
    }

    private void remember(Listing.Listed listed) {
        synchronized (cache) {
            cache.put(listed.block().height(), listed);
            if (cache.size() > CACHED_HEIGHTS) {
                cache.remove(cache.keySet().iterator().next());
            }
        }
    }
}
