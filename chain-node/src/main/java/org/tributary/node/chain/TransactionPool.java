// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.main.TransactionSource;
import org.tributary.ledger.mempool.AccountChange;
import org.tributary.ledger.mempool.AccountSnapshot;
import org.tributary.ledger.mempool.Admission;
import org.tributary.ledger.mempool.AdmissionRules;
import org.tributary.ledger.mempool.Mempool;
import org.tributary.ledger.mempool.PoolBounds;
import org.tributary.ledger.network.PendingTransactions;
import org.tributary.ledger.state.StateReader;
import org.tributary.ledger.transaction.SignedTransaction;
import org.tributary.ledger.transaction.VerifiedTransaction;
import org.tributary.ledger.view.Submission;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;

/// Main's mempool for many threads: from JSON-RPC and peers to the primary. Signatures are checked before the
/// lock is taken.
public final class TransactionPool implements TransactionSource, PendingTransactions, HeldTransactions {
    /// A block's worth of senders whose signatures were checked, so that no signature is checked twice.
    private static final int CACHED_SENDERS = 65_536;

    private final Mempool mempool;
    private final StateReader state;
    private final BlockSize size;
    private final Map<Hash, Address> senders = new LinkedHashMap<>();
    private final Consumer<VerifiedTransaction> entered;
    private final Consumer<Bytes> spread;

    /// @param size how many transactions are for one block
    /// @param entered told of every transaction that is admitted, outside the lock
    /// @param spread told of those that came from outside the network: peers do not have them yet
    public TransactionPool(
            ChainSpec spec,
            StateReader state,
            BlockSize size,
            Consumer<VerifiedTransaction> entered,
            Consumer<Bytes> spread) {
        var rules = new AdmissionRules(
                spec.chainId(), spec.token().gasPrice(), spec.token().blockGasLimit());
        this.mempool = new Mempool(rules, PoolBounds.DEFAULT);
        this.state = state;
        this.size = size;
        this.entered = entered;
        this.spread = spread;
    }

    @Override
    public Submission submit(Bytes rawTransaction) {
        var submission = receive(rawTransaction);
        if (submission instanceof Submission.Accepted) {
            spread.accept(rawTransaction);
        }
        return submission;
    }

    /// Takes a transaction from a peer, who has told the others too.
    public Submission receive(Bytes rawTransaction) {
        return switch (SignedTransaction.decode(rawTransaction)) {
            case Decoded.Malformed<SignedTransaction>(var reason) -> new Submission.Refused(reason);
            case Decoded.Value<SignedTransaction>(var signed) -> offer(signed);
        };
    }

    private Submission offer(SignedTransaction signed) {
        if (known(signed.hash())) {
            return new Submission.Refused("already known");
        }
        if (signed.transaction().to().isEmpty()) {
            return new Submission.Refused("contract creation is not supported");
        }
        var sender = signed.sender();
        if (sender.isEmpty()) {
            return new Submission.Refused("invalid sender");
        }
        var verified = new VerifiedTransaction(signed, sender.get());
        return switch (add(verified)) {
            case Admission.Admitted(var hash) -> {
                entered.accept(verified);
                yield new Submission.Accepted(hash);
            }
            case Admission.AlreadyKnown known -> new Submission.Refused(known.reason());
            case Admission.Refused(var reason) -> new Submission.Refused(reason);
        };
    }

    private synchronized boolean known(Hash hash) {
        return mempool.byHash(hash).isPresent();
    }

    private synchronized Admission add(VerifiedTransaction transaction) {
        var admission = mempool.add(transaction, snapshot(transaction.sender()));
        if (admission instanceof Admission.Admitted) {
            remember(transaction.hash(), transaction.sender());
        }
        return admission;
    }

    private void remember(Hash hash, Address sender) {
        senders.put(hash, sender);
        if (senders.size() > CACHED_SENDERS) {
            senders.remove(senders.keySet().iterator().next());
        }
    }

    private AccountSnapshot snapshot(Address address) {
        var account = state.account(address);
        return new AccountSnapshot(account.nonce(), account.balance());
    }

    @Override
    public synchronized Optional<VerifiedTransaction> byHash(Hash hash) {
        return mempool.byHash(hash);
    }

    @Override
    public Optional<SignedTransaction> held(Hash hash) {
        return byHash(hash).map(VerifiedTransaction::signed);
    }

    @Override
    public void fetched(Bytes rawTransaction) {
        // A refusal changes nothing: the proposal that names the transaction has it all the same.
        var _ = receive(rawTransaction);
    }

    @Override
    public synchronized long nextNonce(Address account, long finalNonce) {
        return mempool.pendingNonce(account, finalNonce);
    }

    @Override
    public synchronized boolean hasExecutable() {
        return mempool.hasExecutable();
    }

    public synchronized int size() {
        return mempool.size();
    }

    @Override
    public synchronized List<VerifiedTransaction> select(long gasLimit, int maxBytes) {
        return mempool.select(gasLimit, size.limit(), maxBytes);
    }

    @Override
    public Optional<Address> sender(SignedTransaction transaction) {
        synchronized (this) {
            var cached = senders.get(transaction.hash());
            if (cached != null) {
                return Optional.of(cached);
            }
        }
        var sender = transaction.sender();
        sender.ifPresent(address -> {
            synchronized (this) {
                remember(transaction.hash(), address);
            }
        });
        return sender;
    }

    /// Drops what a committed block has made stale.
    public synchronized void committed(List<Address> touched) {
        var changes = new ArrayList<AccountChange>(touched.size());
        var seen = new HashMap<Address, Boolean>();
        for (var address : touched) {
            if (seen.put(address, true) == null) {
                changes.add(new AccountChange(address, snapshot(address)));
            }
        }
        mempool.committed(changes);
    }
}
