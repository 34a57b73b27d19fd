// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tributary.ledger.TestValidators;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.block.Body;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.contract.Pool;
import org.tributary.ledger.contract.Pools;
import org.tributary.ledger.contract.Registry;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.message.MessageBody;
import org.tributary.ledger.store.MemoryStore;
import org.tributary.ledger.transaction.Call;
import org.tributary.ledger.transaction.FeeMarketTransaction;
import org.tributary.ledger.transaction.SignedTransaction;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.View;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;

class MainChainTest {
    private static final ChainName CDN = new ChainName("cdn");
    private static final Hash LABEL = Keccak.hash(Bytes.of(7));

    private final TestValidators validators = new TestValidators();
    private final QueuedTransactions queue = new QueuedTransactions();
    private final MemoryStore store = new MemoryStore();
    private final MemoryStore otherStore = new MemoryStore();
    private Ledger ledger;
    private Ledger other;
    private long now = TestValidators.START_MILLIS;

    @BeforeEach
    void open() {
        ledger = open(store, queue);
        other = open(otherStore, new QueuedTransactions());
    }

    private Ledger open(MemoryStore chainStore, TransactionSource source) {
        var program = new MainProgram(validators.spec, chainStore, source, new NothingToAnchor());
        return new Ledger(validators.spec, ChainName.MAIN, chainStore, program, Optional.empty());
    }

    private Block next() {
        now += 100;
        var block = validators.next(now, ledger, List.of(other));
        assertThat(Supply.of(validators.spec, ledger, store).conserved()).isTrue();
        return block;
    }

    private SignedTransaction send(PrivateKey key, Call call) {
        var spec = validators.spec;
        long nonce = ledger.state().account(key.address()).nonce();
        var transaction = SignedTransaction.sign(
                FeeMarketTransaction.flat(
                        spec.chainId(), nonce, spec.token().gasPrice().units(), 500_000, call),
                key);
        queue.add(transaction);
        return transaction;
    }

    @Test
    void aTransferMovesTheValueAndBurnsTheFee() {
        var sender = validators.accounts.get(0);
        var receiver = TestValidators.key("receiver").address();
        var before = ledger.state().account(sender.address()).balance();
        send(sender, Call.transfer(receiver, Amount.ofTokens(5)));
        next();

        var fee = validators.spec.token().gasPrice().times(21_000);
        assertThat(ledger.state().account(receiver).balance()).isEqualTo(Amount.ofTokens(5));
        assertThat(ledger.state().account(sender.address()).balance())
                .isEqualTo(before.minus(Amount.ofTokens(5)).minus(fee));
        assertThat(Accounts.burned(ledger.state())).isEqualTo(fee);
    }

    @Test
    void replicasComeToTheSameStateAndSurviveReopening() {
        for (int i = 0; i < 5; i++) {
            send(
                    validators.accounts.get(i),
                    Call.transfer(TestValidators.key("x" + i).address(), Amount.of(i + 1)));
            next();
        }
        assertThat(other.head()).isEqualTo(ledger.head());
        var reopened = open(store, queue);
        assertThat(reopened.head()).isEqualTo(ledger.head());
        assertThat(reopened.state().root())
                .isEqualTo(ledger.head().header().roots().state());
    }

    @Test
    void aDappFundsAPoolAndAuthorisesAServiceChain() {
        var dapp = validators.accounts.get(1);
        var pool = Pools.id(dapp.address(), LABEL);
        call(dapp, Reserved.REGISTRY, Amount.ZERO, Registry.REGISTER_DAPP.encodeCall(AbiValue.of(LABEL)));
        call(dapp, Reserved.POOLS, Amount.ofTokens(100), Pools.CREATE.encodeCall(AbiValue.of(LABEL)));
        call(
                dapp,
                Reserved.POOLS,
                Amount.ZERO,
                Pools.AUTHORISE.encodeCall(
                        AbiValue.of(pool), AbiValue.of(new Hash(Slots.word(CDN))), AbiValue.of(Amount.ofTokens(60))));

        var accounts = new Accounts(ledger.state());
        assertThat(Pool.of(accounts, pool).free()).isEqualTo(Amount.ofTokens(40));
        assertThat(Pool.of(accounts, pool).authorised(CDN)).isEqualTo(Amount.ofTokens(60));
        assertThat(new AnchorBook(validators.spec, accounts).netBalance(CDN)).isEqualTo(Amount.ofTokens(60));
        var notices = ledger.messages(CDN, 0, ledger.height(), 10);
        assertThat(notices).hasSize(1);
        assertThat(notices.getFirst().body())
                .isEqualTo(new MessageBody.EscrowNotice(pool, dapp.address(), Amount.ofTokens(60), 0));
        assertThat(ledger.head().header().outboxes().getFirst().value()).isEqualTo(Amount.ofTokens(60));
    }

    @Test
    void aFailedCallCostsItsGasAndChangesNothingElse() {
        var stranger = validators.accounts.get(2);
        var pool = Pools.id(stranger.address(), LABEL);
        var block = call(stranger, Reserved.POOLS, Amount.ofTokens(9), Pools.CREATE.encodeCall(AbiValue.of(LABEL)));
        assertThat(ledger.blocks().outcomes(block.header().height()).getFirst().succeeded())
                .isFalse();
        assertThat(Pool.of(new Accounts(ledger.state()), pool).exists()).isFalse();
        assertThat(ledger.state().account(Reserved.POOLS).balance()).isEqualTo(Amount.ZERO);
    }

    @Test
    void supplyIsConservedOverRandomTraffic() {
        var random = new Random(42);
        for (int round = 0; round < 40; round++) {
            for (int i = 0; i < random.nextInt(6); i++) {
                var from = validators.accounts.get(i);
                var to = validators.accounts.get(random.nextInt(6)).address();
                send(from, Call.transfer(to, Amount.of(random.nextLong(1_000_000))));
            }
            next();
        }
        assertThat(ledger.height()).isEqualTo(new Height(40));
    }

    @Test
    void eachReignRevealsOneVrfOutputWhichAllCheck() {
        next();
        var first = ledger.head().header().reign().orElseThrow();
        next();
        var second = ledger.head().header().reign().orElseThrow();
        assertThat(first.number()).isEqualTo(1);
        assertThat(first.proof().isEmpty()).isFalse();
        assertThat(second.number()).isEqualTo(1);
        assertThat(second.proof().isEmpty()).isTrue();
        assertThat(second.mix()).isEqualTo(first.mix());
    }

    @Test
    void aBlockThatPaysItsSenderTwiceIsRefused() {
        var block = honest();
        var doubled = List.of(
                ((Body.Main) block.body()).transactions().getFirst(),
                ((Body.Main) block.body()).transactions().getFirst());
        var forged = new Block(block.header(), block.parentCertificate(), new Body.Main(doubled, List.of()));
        assertThat(refusal(forged)).contains("nonce too low");
    }

    @Test
    void aBlockOfAnotherClockIsRefusedAtItsFirstProposalOnly() {
        var block = honest();
        long skew = validators.spec.block().maxClockSkewMillis();
        assertThat(other.check(block, View.ZERO, Optional.of(now - skew - 1)))
                .isEqualTo(Verdict.reject("header: block time is " + (skew + 1) + " ms ahead of this clock"));
        assertThat(other.check(block, View.ZERO, Optional.of(now - skew))).isEqualTo(Verdict.accept());
        assertThat(other.check(block, View.ZERO, Optional.empty())).isEqualTo(Verdict.accept());
    }

    @Test
    void aFirstProposalMayBeOlderByAsMuchAsAViewMayLast() {
        var block = honest();
        long late = validators.spec.block().maxClockSkewMillis()
                + validators.spec.consensus().maxViewTimeoutMillis();
        assertThat(other.check(block, View.ZERO, Optional.of(now + late + 1)))
                .isEqualTo(Verdict.reject("header: block time is " + (late + 1) + " ms behind this clock"));
        assertThat(other.check(block, View.ZERO, Optional.of(now + late))).isEqualTo(Verdict.accept());
    }

    @Test
    void aBlockThatLeavesOutATransactionOfItsRootIsRefused() {
        var block = honest();
        var forged = new Block(block.header(), block.parentCertificate(), new Body.Main(List.of(), List.of()));
        assertThat(refusal(forged)).contains("root differs");
    }

    /// One liar among the peers could otherwise pass a certified header on with a body of its own, and halt us.
    @Test
    void onlyItsOwnBodyGoesWithAHeader() {
        var block = honest();
        assertThat(Block.decode(validators.spec.hash(), block.encoded())).isEqualTo(new Decoded.Value<>(block));
        var forged = new Block(block.header(), block.parentCertificate(), new Body.Main(List.of(), List.of()));
        assertThat(Block.decode(validators.spec.hash(), forged.encoded()))
                .isEqualTo(new Decoded.Malformed<>("the body is not the one that the header names"));
    }

    @Test
    void onlyTheNamedCertificateGoesWithAHeader() {
        var parent = next();
        var block = honest();
        var another = validators.certify(parent, View.ZERO.next());
        var forged = new Block(block.header(), Optional.of(another), block.body());
        assertThat(Block.decode(validators.spec.hash(), forged.encoded()))
                .isEqualTo(new Decoded.Malformed<>("the parent's certificate is not the one that the header names"));
    }

    @Test
    void aCertifiedBlockThatIsInvalidHaltsTheReplica() {
        var block = honest();
        var forged = new Block(block.header(), block.parentCertificate(), new Body.Main(List.of(), List.of()));
        var certificate = validators.certify(forged, View.ZERO);
        assertThatThrownBy(() -> other.commit(forged, certificate)).isInstanceOf(Invariant.Broken.class);
    }

    private Block honest() {
        send(validators.accounts.get(0), Call.transfer(Address.reserved(99), Amount.of(1)));
        now += 100;
        return ledger.build(View.ZERO, now, validators.proposer(0));
    }

    private String refusal(Block block) {
        return ((Verdict.Reject) other.check(block, View.ZERO, Optional.of(now))).reason();
    }

    private Block call(PrivateKey key, Address contract, Amount value, Bytes input) {
        send(key, Call.of(contract, value, input));
        return next();
    }
}
