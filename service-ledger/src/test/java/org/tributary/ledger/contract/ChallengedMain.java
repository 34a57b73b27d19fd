// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.BeforeEach;
import org.tributary.bandwidth.challenge.Challenge;
import org.tributary.bandwidth.challenge.Claim;
import org.tributary.bandwidth.challenge.Demand;
import org.tributary.bandwidth.challenge.Entry;
import org.tributary.bandwidth.challenge.Question;
import org.tributary.bandwidth.proof.BillingKey;
import org.tributary.bandwidth.proof.ProofOfBandwidth;
import org.tributary.bandwidth.proof.RatingKey;
import org.tributary.bandwidth.proof.RatingRow;
import org.tributary.bandwidth.proof.RowLeaves;
import org.tributary.bandwidth.proof.RowProofs;
import org.tributary.bandwidth.proof.UsageLeaf;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.ledger.TestValidators;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Arguments;
import org.tributary.ledger.abi.Event;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.message.MessageBody.SettleRows;
import org.tributary.ledger.state.State;
import org.tributary.ledger.store.MemoryStore;
import org.tributary.ledger.view.LogEntry;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.typed.Domain;

/// A main chain with one pool and one provider, whose windows a committee certified as it liked.
abstract class ChallengedMain {
    static final ChainName CDN = new ChainName("cdn");
    static final Hash LABEL = Keccak.hash(Bytes.of(1));
    static final PrivateKey OWNER = TestValidators.key("owner");
    static final PrivateKey GATEWAY = TestValidators.key("gateway");
    static final PrivateKey CLIENT = TestValidators.key("client");
    static final Address PROVIDER = Address.reserved(0xe0);
    static final Address CHALLENGER = Address.reserved(0xc0);
    static final Address AGGREGATOR = Address.reserved(0xa0);
    static final Hash POOL = Pools.id(OWNER.address(), LABEL);
    static final BillingProfile CARD = BillingProfile.perUnit(UsageKind.BYTES, Amount.of(3), 1);
    static final long NOW = 10_000_000;

    final TestValidators validators = new TestValidators();
    final PlatformContracts contracts = new PlatformContracts(validators.spec);
    final MemoryStore store = new MemoryStore();
    final State state = State.over(store);
    final Accounts accounts = new Accounts(state);
    final Amount bond = validators.spec.rules().incentives().challenge().bond();
    final Domain domain = Domain.of(validators.spec.chainId(), validators.spec.hash(), CDN);
    final Pool pool = Pool.of(accounts, POOL);
    final List<LogEntry> logs = new ArrayList<>();
    long now = NOW;

    @BeforeEach
    void fund() {
        accounts.credit(Reserved.POOLS, Amount.of(1_000_000));
        pool.create(OWNER.address());
        pool.deposit(Amount.of(1_000_000));
        pool.authorise(CDN, Amount.of(900_000));
        accounts.credit(CHALLENGER, bond.times(1_000));
    }

    static Capability capability() {
        return new Capability(
                POOL,
                GATEWAY.publicKey(),
                Amount.of(1_000_000),
                1L << 40,
                List.of(UsageKind.BYTES),
                new Bucket(0),
                new Bucket(1L << 40),
                0);
    }

    /// In buckets 9,000 to 9,999: 1,000 units.
    static SessionTicket ticket(BillingProfile profile) {
        return new SessionTicket(
                capability().hash(),
                Bytes.repeat((byte) 7, 16),
                PROVIDER,
                CLIENT.publicKey(),
                UsageKind.BYTES,
                profile.hash(),
                1_000,
                1_000,
                new Bucket(9_000),
                new Bucket(9_999),
                "",
                Hash.ZERO,
                Bytes.EMPTY);
    }

    static UsageReceipt receipt(SessionTicket ticket, long bucket, long total) {
        return new UsageReceipt(ticket.hash(), new Bucket(bucket), total, 0, 1, false, Hash.ZERO);
    }

    static UsageLeaf leaf(SessionTicket ticket, long bucket, long from, long to) {
        return UsageLeaf.whole(
                ticket.hash(),
                new Bucket(bucket),
                from,
                to,
                receipt(ticket, bucket, to).hash());
    }

    /// One row of a window that a committee certified.
    record Window(long number, RowLeaves row) {
        Hash root() {
            return ProofOfBandwidth.windowRoot(List.of(row.row()));
        }

        Entry entry(int leaf) {
            return new Entry(number, new RowProofs(List.of(row.row()), 0, row).proof(leaf));
        }
    }

    /// Main settles a window with these leaves, billed as they say.
    Window settle(long number, BillingProfile profile, Amount amount, UsageLeaf... leaves) {
        var key = new BillingKey(POOL, PROVIDER, UsageKind.BYTES, profile.hash());
        var row = RowLeaves.of(key, List.of(leaves));
        var bucketMillis = validators.spec.serviceChain(CDN).buckets().bucketMillis();
        var period = profile.calendar(bucketMillis)
                .period(leaves[0].bucket(), profile.mode().isMonthly());
        var window = new Window(number, row);
        var rating = new RatingRow(
                RatingKey.of(key, profile, period), PROVIDER, row.row().units(), amount, new Bucket(0));
        var message = new SettleRows(number, window.root(), AGGREGATOR, Amount.ZERO, List.of(rating));
        contracts.settlement().settle(CDN, message, accounts, now);
        return window;
    }

    Window settle(long number, UsageLeaf... leaves) {
        long units = 0;
        for (var leaf : leaves) {
            units += leaf.units();
        }
        return settle(number, CARD, Amount.of(3 * units), leaves);
    }

    Result call(Address sender, Amount value, Bytes input) {
        var mark = accounts.mark();
        accounts.move(sender, Reserved.CHALLENGES, value);
        var result =
                contracts.at(Reserved.CHALLENGES).orElseThrow().call(new Call(sender, value, input, now), accounts);
        switch (result) {
            case Result.Revert _ -> accounts.revertTo(mark);
            case Result.Success success -> logs.addAll(success.logs());
        }
        return result;
    }

    Result challenge(BillingProfile profile, Claim claim) {
        var proof = new Challenge(CDN, profile, claim).encode();
        return call(CHALLENGER, bond, Challenges.CHALLENGE.encodeCall(AbiValue.of(proof)));
    }

    Result demand(Demand demand) {
        var proof = new Question(CDN, demand).encode();
        return call(CHALLENGER, bond, Challenges.DEMAND.encodeCall(AbiValue.of(proof)));
    }

    Result answer(long number, Bytes proof) {
        return call(PROVIDER, Amount.ZERO, Challenges.ANSWER.encodeCall(AbiValue.of(number), AbiValue.of(proof)));
    }

    Result conclude(long number) {
        return call(PROVIDER, Amount.ZERO, Challenges.CONCLUDE.encodeCall(AbiValue.of(number)));
    }

    static void assertDone(Result result) {
        assertThat(result).isInstanceOf(Result.Success.class);
    }

    static void assertReverts(Result result, String reason) {
        assertThat(result).isInstanceOf(Result.Revert.class);
        assertThat(((Result.Revert) result).reason()).contains(reason);
    }

    static boolean proved(Result result) {
        return Challenges.CHALLENGE
                .decodeResult(((Result.Success) result).output())
                .orBroken("a verdict")
                .flag(0);
    }

    Arguments note() {
        var log = logs.stream()
                .filter(entry -> entry.topics().getFirst().equals(Challenges.CREDIT_NOTE.topic0()))
                .reduce((one, other) -> other)
                .orElseThrow();
        return Challenges.CREDIT_NOTE
                .decode(new Event.Entry(log.topics(), log.data()))
                .orBroken("a note");
    }

    PayoutBook book() {
        return new PayoutBook(accounts, PROVIDER);
    }

    void assertBook() {
        var book = book();
        assertThat(book.billed())
                .isEqualTo(book.paid()
                        .plus(book.fees())
                        .plus(book.burned())
                        .plus(book.held())
                        .plus(book.owed())
                        .plus(book.credited()));
        assertThat(accounts.balance(Reserved.POOLS))
                .isEqualTo(pool.deposited().minus(pool.paid()).minus(pool.withdrawn()));
        assertThat(pool.held()).isEqualTo(book.held());
    }

    static Claim twice(Window window, int one, int other) {
        return new Claim.CountedTwice(window.entry(one), window.entry(other));
    }

    long challengeMillis() {
        var buckets = validators.spec.serviceChain(CDN).buckets();
        return buckets.challengeBuckets() * buckets.bucketMillis();
    }
}
