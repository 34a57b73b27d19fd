// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.main;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.ServiceChainSpec;
import org.tributary.ledger.block.Anchor;
import org.tributary.ledger.block.Body;
import org.tributary.ledger.block.Header;
import org.tributary.ledger.block.Outcome;
import org.tributary.ledger.chain.Execution;
import org.tributary.ledger.chain.Execution.Outgoing;
import org.tributary.ledger.chain.Frame;
import org.tributary.ledger.chain.Program;
import org.tributary.ledger.contract.PlatformContracts;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.message.Message;
import org.tributary.ledger.message.MessageBody;
import org.tributary.ledger.state.Account;
import org.tributary.ledger.state.State;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.transaction.SignedTransaction;
import org.tributary.ledger.transaction.VerifiedTransaction;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.merkle.MerkleTree;

/// Main: runs signed transactions, then takes over what other chains finished, then consumes what they
/// sent before.
public final class MainProgram implements Program {
    private final ChainSpec spec;
    private final KeyValueStore store;
    private final TransactionSource transactions;
    private final AnchorSource anchors;
    private final PlatformContracts contracts;
    private final TransactionExecution execution;
    private final Inbox inbox;

    public MainProgram(ChainSpec spec, KeyValueStore store, TransactionSource transactions, AnchorSource anchors) {
        this.spec = spec;
        this.store = store;
        this.transactions = transactions;
        this.anchors = anchors;
        this.contracts = new PlatformContracts(spec);
        this.execution = new TransactionExecution(spec, contracts);
        this.inbox = new Inbox(store);
    }

    @Override
    public void genesis(Accounts accounts) {
        spec.allocations().forEach((account, amount) -> accounts.account(account, Account.EMPTY.withBalance(amount)));
        accounts.credit(Reserved.RESERVE, spec.token().reserve());
        for (var address : contracts.addresses()) {
            accounts.account(address, accounts.account(address).withCodeHash(Reserved.STUB_CODE_HASH));
        }
    }

    @Override
    public boolean demand(Header head, long nowMillis) {
        if (transactions.hasExecutable() || !inbox.isEmpty()) {
            return true;
        }
        var book = new AnchorBook(spec, new Accounts(State.over(store)));
        return spec.serviceChains().stream()
                .map(ServiceChainSpec::name)
                .anyMatch(chain -> anchors.waiting(chain, book.height(chain)));
    }

    @Override
    public Composed compose(Frame frame, Accounts accounts) {
        var run = new Run(frame, accounts);
        var chosen = new ArrayList<SignedTransaction>();
        int maxBytes = spec.block().maxBlockBytes() / 2;
        for (var transaction : transactions.select(spec.token().blockGasLimit(), maxBytes)) {
            if (run.transaction(transaction).isEmpty()) {
                chosen.add(transaction.signed());
            }
        }
        var taken = new ArrayList<Anchor>();
        for (var chain : spec.serviceChains()) {
            var after = new AnchorBook(spec, accounts).height(chain.name());
            anchors.finished(chain.name(), after, frame.height())
                    .filter(anchor -> run.anchor(anchor).accepted())
                    .ifPresent(taken::add);
        }
        run.messages();
        return new Composed(new Body.Main(chosen, taken), run.done());
    }

    @Override
    public Execution execute(Frame frame, Body body, Accounts accounts) {
        if (!(body instanceof Body.Main(var signed, var taken))) {
            return new Execution.Invalid("body: not one of main");
        }
        var run = new Run(frame, accounts);
        for (var transaction : signed) {
            var sender = transactions.sender(transaction);
            if (sender.isEmpty()) {
                return new Execution.Invalid("transaction " + transaction.hash() + ": nobody can have signed it");
            }
            var refusal = run.transaction(new VerifiedTransaction(transaction, sender.get()));
            if (refusal.isPresent()) {
                return new Execution.Invalid("transaction " + transaction.hash() + ": " + refusal.get());
            }
        }
        for (var anchor : taken) {
            if (run.anchor(anchor) instanceof Verdict.Reject(var reason)) {
                return new Execution.Invalid(reason);
            }
        }
        run.messages();
        return run.done();
    }

    @Override
    public Optional<String> objection(Frame frame, Body body) {
        return Optional.empty();
    }

    @Override
    public List<Hash> missingBatches(Frame frame, Body body) {
        return List.of();
    }

    /// One block on its way.
    private final class Run {
        private final Frame frame;
        private final Accounts accounts;
        private final AnchorBook book;
        private final List<Outcome> outcomes = new ArrayList<>();
        private final List<Outgoing> outgoing = new ArrayList<>();
        private final List<Anchor> anchored = new ArrayList<>();
        private final Inbox.Due due;
        private long gasUsed;

        Run(Frame frame, Accounts accounts) {
            this.frame = frame;
            this.accounts = accounts;
            this.book = new AnchorBook(spec, accounts);
            this.due = inbox.due(frame.parent());
        }

        /// Nothing where it ran, else why it cannot.
        Optional<String> transaction(VerifiedTransaction transaction) {
            accounts.begin(transaction.signed().hash());
            long gasLeft = spec.token().blockGasLimit() - gasUsed;
            return switch (execution.apply(transaction, accounts, gasLeft, frame.timestampMillis())) {
                case TransactionExecution.Applied.Refused(var reason) -> Optional.of(reason);
                case TransactionExecution.Applied.Done(var outcome, var messages) -> {
                    gasUsed += outcome.gasUsed();
                    outcomes.add(outcome);
                    send(messages);
                    yield Optional.empty();
                }
            };
        }

        Verdict anchor(Anchor anchor) {
            accounts.begin(Hash.ZERO);
            if (!anchored.isEmpty() && anchored.getLast().chain().compareTo(anchor.chain()) >= 0) {
                return Verdict.reject("anchor: one per chain, in the order of the chains' names");
            }
            var verdict = book.take(anchor, frame.height());
            if (verdict.accepted()) {
                anchored.add(anchor);
            }
            return verdict;
        }

        void messages() {
            for (var message : due.messages()) {
                accounts.begin(message.hash());
                outcomes.add(consume(message));
            }
            accounts.begin(Hash.ZERO);
            contracts.challenges().tidy(accounts, frame.timestampMillis());
        }

        private Outcome consume(Message message) {
            return switch (message.body()) {
                case MessageBody.SettleRows rows -> {
                    var logs = contracts.settlement().settle(message.source(), rows, accounts, frame.timestampMillis());
                    var call = new Outcome.SystemCall(Reserved.SETTLEMENT, message.encoded());
                    yield Outcome.of(message.hash(), Reserved.SYSTEM, call, true, logs);
                }
                case MessageBody.EscrowRelease release -> {
                    var logs = contracts.pools().release(message.source(), release, accounts, frame.timestampMillis());
                    var call = new Outcome.SystemCall(Reserved.POOLS, message.encoded());
                    yield Outcome.of(message.hash(), Reserved.SYSTEM, call, true, logs);
                }
                // Nobody may send one to main; it settles nothing, and the sequence goes on.
                case MessageBody.EscrowNotice _,
                        MessageBody.EscrowRecall _,
                        MessageBody.RetainReceipts _,
                        MessageBody.ForgetReceipts _ -> {
                    var call = new Outcome.SystemCall(Reserved.POOLS, message.encoded());
                    yield Outcome.of(message.hash(), Reserved.SYSTEM, call, false, List.of());
                }
            };
        }

        private void send(List<Outgoing> messages) {
            for (var message : messages) {
                book.sent(message.destination(), message.body().value());
                outgoing.add(message);
            }
        }

        Execution.Done done() {
            var hashes = outcomes.stream().map(Outcome::transaction).toList();
            var anchorsRoot =
                    MerkleTree.root(anchored.stream().map(Anchor::hash).toList());
            var moved = Inbox.move(due, anchored, accounts);
            return new Execution.Done(hashes, outcomes, gasUsed, outgoing, due.cursors(), anchorsRoot, moved);
        }
    }
}
