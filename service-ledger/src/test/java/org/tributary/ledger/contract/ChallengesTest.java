// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
import org.tributary.bandwidth.rating.BillingMode;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.rating.BillingScope;
import org.tributary.bandwidth.rating.Direction;
import org.tributary.bandwidth.rating.Ranking;
import org.tributary.bandwidth.rating.Rounding;
import org.tributary.bandwidth.rating.Tariff;
import org.tributary.bandwidth.rating.Tier;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.bandwidth.ticket.SignedCapability;
import org.tributary.bandwidth.ticket.SignedTicket;
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
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.typed.Domain;

/// What main makes of challenges: who gets what, and who pays. Protocol §7.12, ADR 0017.
class ChallengesTest {
    private static final ChainName CDN = new ChainName("cdn");
    private static final Hash LABEL = Keccak.hash(Bytes.of(1));
    private static final PrivateKey OWNER = TestValidators.key("owner");
    private static final PrivateKey GATEWAY = TestValidators.key("gateway");
    private static final PrivateKey CLIENT = TestValidators.key("client");
    private static final Address PROVIDER = Address.reserved(0xe0);
    private static final Address CHALLENGER = Address.reserved(0xc0);
    private static final Address AGGREGATOR = Address.reserved(0xa0);
    private static final Hash POOL = Pools.id(OWNER.address(), LABEL);
    private static final BillingProfile CARD = BillingProfile.perUnit(UsageKind.BYTES, Amount.of(3), 1);
    private static final long NOW = 10_000_000;

    private final TestValidators validators = new TestValidators();
    private final PlatformContracts contracts = new PlatformContracts(validators.spec);
    private final Accounts accounts = new Accounts(State.over(new MemoryStore()));
    private final Amount bond = validators.spec.rules().incentives().challenge().bond();
    private final Domain domain = Domain.of(validators.spec.chainId(), validators.spec.hash(), CDN);
    private final Pool pool = Pool.of(accounts, POOL);
    private final List<LogEntry> logs = new ArrayList<>();
    private long now = NOW;

    @BeforeEach
    void fund() {
        accounts.credit(Reserved.POOLS, Amount.of(1_000_000));
        pool.create(OWNER.address());
        pool.deposit(Amount.of(1_000_000));
        pool.authorise(CDN, Amount.of(900_000));
        accounts.credit(CHALLENGER, bond.times(1_000));
    }

    private static Capability capability() {
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
    private static SessionTicket ticket(BillingProfile profile) {
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

    private static UsageReceipt receipt(SessionTicket ticket, long bucket, long total) {
        return new UsageReceipt(ticket.hash(), new Bucket(bucket), total, 0, 1, false, Hash.ZERO);
    }

    private static UsageLeaf leaf(SessionTicket ticket, long bucket, long from, long to) {
        return UsageLeaf.whole(
                ticket.hash(),
                new Bucket(bucket),
                from,
                to,
                receipt(ticket, bucket, to).hash());
    }

    /// One row of a window that a committee certified.
    private record Window(long number, RowLeaves row) {
        Hash root() {
            return ProofOfBandwidth.windowRoot(List.of(row.row()));
        }

        Entry entry(int leaf) {
            return new Entry(number, new RowProofs(List.of(row.row()), 0, row).proof(leaf));
        }
    }

    /// Main settles a window with these leaves, billed as they say.
    private Window settle(long number, BillingProfile profile, Amount amount, UsageLeaf... leaves) {
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

    private Window settle(long number, UsageLeaf... leaves) {
        long units = 0;
        for (var leaf : leaves) {
            units += leaf.units();
        }
        return settle(number, CARD, Amount.of(3 * units), leaves);
    }

    private Result call(Address sender, Amount value, Bytes input) {
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

    private Result challenge(BillingProfile profile, Claim claim) {
        var proof = new Challenge(CDN, profile, claim).encode();
        return call(CHALLENGER, bond, Challenges.CHALLENGE.encodeCall(AbiValue.of(proof)));
    }

    private Result demand(Demand demand) {
        var proof = new Question(CDN, demand).encode();
        return call(CHALLENGER, bond, Challenges.DEMAND.encodeCall(AbiValue.of(proof)));
    }

    private Result answer(long number, Bytes proof) {
        return call(PROVIDER, Amount.ZERO, Challenges.ANSWER.encodeCall(AbiValue.of(number), AbiValue.of(proof)));
    }

    private Result conclude(long number) {
        return call(PROVIDER, Amount.ZERO, Challenges.CONCLUDE.encodeCall(AbiValue.of(number)));
    }

    private static void assertDone(Result result) {
        assertThat(result).isInstanceOf(Result.Success.class);
    }

    private static void assertReverts(Result result, String reason) {
        assertThat(result).isInstanceOf(Result.Revert.class);
        assertThat(((Result.Revert) result).reason()).contains(reason);
    }

    private static boolean proved(Result result) {
        return Challenges.CHALLENGE
                .decodeResult(((Result.Success) result).output())
                .orBroken("a verdict")
                .flag(0);
    }

    private Arguments note() {
        var log = logs.stream()
                .filter(entry -> entry.topics().getFirst().equals(Challenges.CREDIT_NOTE.topic0()))
                .reduce((one, other) -> other)
                .orElseThrow();
        return Challenges.CREDIT_NOTE
                .decode(new Event.Entry(log.topics(), log.data()))
                .orBroken("a note");
    }

    private PayoutBook book() {
        return new PayoutBook(accounts, PROVIDER);
    }

    private void assertBook() {
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

    private static Claim twice(Window window, int one, int other) {
        return new Claim.CountedTwice(window.entry(one), window.entry(other));
    }

    @Test
    void aProvedEntryIsCreditedOutOfTheHoldbackAndTheBondComesBack() {
        var ticket = ticket(CARD);
        var window = settle(1, leaf(ticket, 9_000, 0, 900), leaf(ticket, 9_001, 890, 950));
        var before = accounts.balance(CHALLENGER);
        var free = pool.free();
        assertThat(proved(challenge(CARD, twice(window, 1, 0)))).isTrue();

        assertThat(note().amount(4)).hasValue(Amount.of(180));
        assertThat(note().amount(5)).hasValue(Amount.of(180));
        assertThat(note().amount(8)).hasValue(Amount.ZERO);
        assertThat(note().amount(9)).hasValue(Amount.of(18));
        assertThat(accounts.balance(CHALLENGER)).isEqualTo(before.plus(Amount.of(18)));
        assertThat(pool.free()).isEqualTo(free.plus(Amount.of(162)));
        assertThat(accounts.balance(Reserved.CHALLENGES)).isEqualTo(Amount.ZERO);
        assertBook();
    }

    @Test
    void whatTheHoldbackLacksComesFromWhatIsDueAndThenFromTheBondAndAShortfallIsShown() {
        var ticket = ticket(CARD);
        var window = settle(1, leaf(ticket, 9_000, 0, 500), leaf(ticket, 9_001, 0, 500));
        // 3,000 billed: 846 held, 1,974 paid out at once.
        accounts.credit(Reserved.SETTLEMENT, Amount.of(100));
        book().bill(new Split(Amount.of(100), Amount.of(100), Amount.ZERO, Amount.ZERO, Amount.ZERO));
        PayoutBook.ofAll(accounts)
                .bill(new Split(Amount.of(100), Amount.of(100), Amount.ZERO, Amount.ZERO, Amount.ZERO));
        book().addDue(Amount.of(100));
        accounts.credit(PROVIDER, Amount.of(200));
        assertDone(call(PROVIDER, Amount.of(200), Challenges.POST_BOND.encodeCall()));
        assertThat(proved(challenge(CARD, twice(window, 1, 0)))).isTrue();

        assertThat(note().amount(4)).hasValue(Amount.of(1_500));
        assertThat(note().amount(5)).hasValue(Amount.of(846));
        assertThat(note().amount(6)).hasValue(Amount.of(100));
        assertThat(note().amount(7)).hasValue(Amount.of(200));
        assertThat(note().amount(8)).hasValue(Amount.of(354));
        assertThat(note().amount(9)).as("of what was recovered").hasValue(Amount.of(114));
        assertThat(book().due()).isEqualTo(Amount.ZERO);
        assertBook();
    }

    @Test
    void anEntryIsCreditedOnceAndOfTwoThatDoubleEachOtherOne() {
        var ticket = ticket(CARD);
        var window = settle(1, leaf(ticket, 9_000, 0, 500), leaf(ticket, 9_001, 0, 500));
        assertDone(challenge(CARD, twice(window, 1, 0)));
        assertReverts(challenge(CARD, twice(window, 1, 0)), "credited already");
        assertReverts(challenge(CARD, twice(window, 0, 1)), "credited already");
        assertThat(book().credited()).isEqualTo(Amount.of(846));
    }

    @Test
    void aChallengeOfASoundEntryCostsTheBond() {
        var ticket = ticket(CARD);
        var window = settle(1, leaf(ticket, 9_000, 0, 500), leaf(ticket, 9_001, 500, 600));
        var paid = accounts.balance(PROVIDER);
        var before = accounts.balance(CHALLENGER);
        assertThat(proved(challenge(CARD, twice(window, 1, 0)))).isFalse();
        assertThat(accounts.balance(CHALLENGER)).isEqualTo(before.minus(bond));
        assertThat(accounts.balance(PROVIDER)).isEqualTo(paid.plus(bond.basisPoints(5_000)));
        assertThat(accounts.balance(Reserved.CHALLENGES)).isEqualTo(Amount.ZERO);
        assertThat(book().credited()).isEqualTo(Amount.ZERO);
    }

    @Test
    void whatCannotBeJudgedCostsNothing() {
        var ticket = ticket(CARD);
        var window = settle(1, leaf(ticket, 9_000, 0, 500), leaf(ticket, 9_001, 0, 500));
        var claim = twice(window, 1, 0);
        var proof = new Challenge(CDN, CARD, claim).encode();
        var before = accounts.balance(CHALLENGER);
        assertReverts(
                call(CHALLENGER, Amount.of(1), Challenges.CHALLENGE.encodeCall(AbiValue.of(proof))), "send the bond");
        assertReverts(
                call(CHALLENGER, bond, Challenges.CHALLENGE.encodeCall(AbiValue.of(Bytes.of(1, 2)))),
                "not a challenge");
        assertReverts(
                call(CHALLENGER, bond, Challenges.CHALLENGE.encodeCall(AbiValue.of(Bytes.repeat((byte) 1, 4_097)))),
                "at most 4096 bytes");
        var elsewhere = new Challenge(new ChainName("nowhere"), CARD, claim).encode();
        assertReverts(
                call(CHALLENGER, bond, Challenges.CHALLENGE.encodeCall(AbiValue.of(elsewhere))),
                "no such service chain");
        now += challengeMillis() + 1;
        assertReverts(challenge(CARD, claim), "a window that can be challenged");
        assertThat(accounts.balance(CHALLENGER)).isEqualTo(before);
        now -= 1;
        assertThat(proved(challenge(CARD, claim))).isTrue();
    }

    private long challengeMillis() {
        var buckets = validators.spec.serviceChain(CDN).buckets();
        return buckets.challengeBuckets() * buckets.bucketMillis();
    }

    @Test
    void aHoldbackThatWasTakenIsNotReleasedAgain() {
        var ticket = ticket(CARD);
        var window = settle(1, leaf(ticket, 9_000, 0, 900), leaf(ticket, 9_001, 890, 950));
        var held = book().held();
        assertDone(challenge(CARD, twice(window, 1, 0)));
        now += validators.spec.settlement().holdbackMillis();
        var paid = accounts.balance(PROVIDER);
        contracts
                .settlement()
                .call(
                        new Call(PROVIDER, Amount.ZERO, Settlement.COLLECT.encodeCall(AbiValue.of(PROVIDER)), now),
                        accounts);
        assertThat(accounts.balance(PROVIDER)).isEqualTo(paid.plus(held).minus(Amount.of(180)));
        assertThat(book().held()).isEqualTo(Amount.ZERO);
        assertBook();
    }

    /// The credit is the bill less the bill without the entry, in every tier.
    @ParameterizedTest
    @ValueSource(longs = {71, 72, 73, 74, 75, 76})
    void aCreditIsTheDifferenceOfTheTwoBills(long seed) {
        var random = new Random(seed);
        var tiers = List.of(new Tier(0, Amount.of(9)), new Tier(300, Amount.of(5)), new Tier(700, Amount.of(2)));
        var profile = new BillingProfile(
                UsageKind.BYTES,
                BillingMode.PER_UNIT,
                BillingScope.PROVIDER,
                Direction.DOWN,
                Ranking.NONE,
                1,
                Rounding.EXACT,
                0,
                new Tariff(random.nextBoolean(), tiers, random.nextInt(2) * 200L, Amount.ZERO));
        var ticket = ticket(profile);
        var leaves = new ArrayList<UsageLeaf>();
        long total = 0;
        for (int i = 0; i < 8; i++) {
            long more = 1 + random.nextInt(150);
            leaves.add(leaf(ticket, 9_000 + i, total, total + more));
            // The forgery: every entry is there twice.
            leaves.add(leaf(ticket, 9_000 + i, total, total + more));
            total += more;
        }
        var units = BigInteger.valueOf(2 * total);
        var window = settle(1, profile, new Amount(profile.leastCost(units)), leaves.toArray(UsageLeaf[]::new));
        var left = units;
        var credited = Amount.ZERO;
        for (int i = 1; i < leaves.size(); i += 2) {
            assertThat(proved(challenge(profile, twice(window, i, i - 1)))).isTrue();
            var without = left.subtract(BigInteger.valueOf(leaves.get(i).units()));
            var difference =
                    profile.leastCost(left).subtract(profile.leastCost(without)).max(BigInteger.ZERO);
            assertThat(note().number(4)).isEqualTo(difference);
            left = without;
            credited = credited.plus(note().amount(4).orElseThrow());
            assertBook();
        }
        assertThat(credited).isLessThanOrEqualTo(book().billed());
    }

    @Test
    void whereSamplesAreRankedACreditIsTheEntrysShare() {
        var peak = new BillingProfile(
                UsageKind.BYTES,
                BillingMode.DAILY_PEAK,
                BillingScope.PROVIDER,
                Direction.DOWN,
                Ranking.PEAK,
                1,
                Rounding.EXACT,
                0,
                Tariff.flat(Amount.of(1)));
        var ticket = ticket(peak);
        var window = settle(1, peak, Amount.of(1_000), leaf(ticket, 9_000, 0, 300), leaf(ticket, 9_000, 300, 400));
        assertThat(proved(challenge(peak, twice(window, 1, 0)))).isTrue();
        assertThat(note().amount(4)).hasValue(Amount.of(250));
    }

    /// One party is owner, provider and challenger, of an entry that its friends in the committee certified.
    @ParameterizedTest
    @ValueSource(longs = {81, 82, 83, 84, 85})
    void nobodyGainsByChallengingHimself(long seed) {
        var random = new Random(seed);
        var ticket = ticket(CARD);
        var before = wealth();
        if (random.nextBoolean()) {
            assertDone(call(CHALLENGER, bond, Challenges.POST_BOND.encodeCall()));
        }
        long units = 1 + random.nextInt(400);
        var window = settle(1, leaf(ticket, 9_000, 0, units), leaf(ticket, 9_001, 0, units));
        var served = wealth();
        assertThat(served).isLessThan(before);
        assertThat(proved(challenge(CARD, twice(window, 1, 0)))).isTrue();
        assertThat(wealth()).as("nothing is gained by the challenge").isLessThanOrEqualTo(served);
        var sound = settle(2, leaf(ticket, 9_002, units, units + 1), leaf(ticket, 9_003, units + 1, units + 2));
        var then = wealth();
        challenge(CARD, twice(sound, 1, 0));
        assertThat(wealth()).as("nor by one that fails").isLessThan(then);
    }

    @ParameterizedTest
    @ValueSource(longs = {91, 92, 93, 94})
    void aProviderLosesMoreThanItsFriendGetsForChallengingIt(long seed) {
        var random = new Random(seed);
        var ticket = ticket(CARD);
        accounts.credit(PROVIDER, Amount.of(1_000));
        assertDone(call(PROVIDER, Amount.of(random.nextInt(1_000)), Challenges.POST_BOND.encodeCall()));
        long units = 1 + random.nextInt(500);
        var window = settle(1, leaf(ticket, 9_000, 0, units), leaf(ticket, 9_001, 0, units));
        var before = friends();
        assertThat(proved(challenge(CARD, twice(window, 1, 0)))).isTrue();
        var recovered = note().amount(4).orElseThrow().minus(note().amount(8).orElseThrow());
        assertThat(friends())
                .isEqualTo(before.minus(recovered).plus(note().amount(9).orElseThrow()));
        assertThat(friends()).isLessThan(before);
    }

    /// All that a provider and a challenger have and may still get.
    private Amount friends() {
        return accounts.balance(CHALLENGER)
                .plus(accounts.balance(PROVIDER))
                .plus(accounts.balance(Reserved.CHALLENGES))
                .plus(book().due())
                .plus(book().held());
    }

    /// All that the party has: accounts, what its pool and its provider may still get.
    private Amount wealth() {
        return accounts.balance(CHALLENGER)
                .plus(accounts.balance(PROVIDER))
                .plus(accounts.balance(OWNER.address()))
                .plus(accounts.balance(Reserved.POOLS))
                .plus(accounts.balance(Reserved.SETTLEMENT))
                .plus(accounts.balance(Reserved.CHALLENGES));
    }

    private long raised(Demand demand) {
        var result = demand(demand);
        assertDone(result);
        return Challenges.DEMAND
                .decodeResult(((Result.Success) result).output())
                .orBroken("a number")
                .smallNumber(0);
    }

    private Bytes signed(SessionTicket ticket, UsageReceipt receipt, PrivateKey key) {
        var signed = SignedReceipt.sign(receipt, domain, key);
        return Rlp.list(list -> list.list(ticket::write).list(signed::write));
    }

    @Test
    void whoShowsTheSignedReceiptWinsTheBond() {
        var ticket = ticket(CARD);
        var window = settle(1, leaf(ticket, 9_000, 0, 500));
        long number = raised(new Demand.OfReceipt(CARD, window.entry(0)));
        var receipt = receipt(ticket, 9_000, 500);
        assertReverts(answer(number, signed(ticket, receipt, GATEWAY)), "not what was demanded");
        assertReverts(answer(number, signed(ticket, receipt(ticket, 9_000, 501), CLIENT)), "not what was demanded");
        assertReverts(answer(number, Bytes.of(1)), "not what was demanded");
        assertReverts(conclude(number), "may be answered until");
        var before = accounts.balance(PROVIDER);
        assertDone(answer(number, signed(ticket, receipt, CLIENT)));
        assertThat(accounts.balance(PROVIDER)).isEqualTo(before.plus(bond.basisPoints(5_000)));
        assertReverts(demand(new Demand.OfReceipt(CARD, window.entry(0))), "demanded before");
        assertReverts(conclude(number), "no such demand");
        assertReverts(answer(number, signed(ticket, receipt, CLIENT)), "no such demand");
        assertThat(accounts.balance(Reserved.CHALLENGES)).isEqualTo(Amount.ZERO);
    }

    @Test
    void aReceiptThatNobodyShowsIsCredited() {
        var ticket = ticket(CARD);
        var window = settle(1, leaf(ticket, 9_000, 0, 100), leaf(ticket, 9_001, 100, 500));
        var before = accounts.balance(CHALLENGER);
        long number = raised(new Demand.OfReceipt(CARD, window.entry(0)));
        now += challengeMillis() / 4 + 1;
        assertReverts(answer(number, signed(ticket, receipt(ticket, 9_000, 100), CLIENT)), "is over");
        assertDone(conclude(number));
        assertThat(note().amount(4)).hasValue(Amount.of(300));
        assertThat(accounts.balance(CHALLENGER)).isEqualTo(before.plus(Amount.of(30)));
        assertReverts(conclude(number), "no such demand");
        assertReverts(demand(new Demand.OfReceipt(CARD, window.entry(0))), "credited already");
        assertBook();
    }

    @Test
    void aTicketNeedsItsOwnersAndItsGatewaysSignature() {
        var ticket = ticket(CARD);
        var window = settle(1, leaf(ticket, 9_000, 0, 500));
        long number = raised(new Demand.OfOpening(CARD, window.entry(0)));
        var good = new Opening(
                SignedTicket.sign(ticket, domain, GATEWAY), SignedCapability.sign(capability(), domain, OWNER), CARD);
        var stranger = new Opening(good.ticket(), SignedCapability.sign(capability(), domain, CLIENT), CARD);
        var forged = new Opening(SignedTicket.sign(ticket, domain, CLIENT), good.capability(), CARD);
        assertReverts(answer(number, stranger.encode()), "not what was demanded");
        assertReverts(answer(number, forged.encode()), "not what was demanded");
        assertDone(answer(number, good.encode()));
        assertThat(book().credited()).isEqualTo(Amount.ZERO);
    }

    @Test
    void aDemandIsRaisedOnlyWhileItsAnswerFallsWithinTheChallengeTime() {
        var ticket = ticket(CARD);
        var window = settle(1, leaf(ticket, 9_000, 0, 500), leaf(ticket, 9_001, 500, 600));
        now += challengeMillis() - challengeMillis() / 4;
        raised(new Demand.OfReceipt(CARD, window.entry(0)));
        now += 1;
        assertReverts(demand(new Demand.OfReceipt(CARD, window.entry(1))), "a window that can be challenged");
    }

    @Test
    void aBondStaysUntilNothingOfItsProviderCanBeChallenged() {
        accounts.credit(PROVIDER, Amount.of(500));
        assertReverts(call(PROVIDER, Amount.ZERO, Challenges.TAKE_BOND.encodeCall()), "end the bond first");
        assertDone(call(PROVIDER, Amount.of(500), Challenges.POST_BOND.encodeCall()));
        assertDone(call(PROVIDER, Amount.ZERO, Challenges.END_BOND.encodeCall()));
        var bond = new ProviderBond(accounts, PROVIDER);
        assertThat(bond.endsMillis()).isGreaterThan(now + challengeMillis());
        assertReverts(call(PROVIDER, Amount.ZERO, Challenges.TAKE_BOND.encodeCall()), "stays until");
        now = bond.endsMillis();
        assertDone(call(PROVIDER, Amount.ZERO, Challenges.TAKE_BOND.encodeCall()));
        assertThat(accounts.balance(PROVIDER)).isEqualTo(Amount.of(500));
    }

    @Test
    void anEntryOverItsTicketsCapIsCredited() {
        var ticket = ticket(CARD);
        var window = settle(1, leaf(ticket, 9_000, 0, 1_001));
        var claim = new Claim.OverCap(window.entry(0), ticket, Optional.of(capability()));
        assertThat(proved(challenge(CARD, claim))).isTrue();
        assertThat(note().amount(4)).hasValue(Amount.of(3_003));
    }
}
