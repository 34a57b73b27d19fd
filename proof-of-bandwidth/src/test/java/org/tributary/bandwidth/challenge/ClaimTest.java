// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.bandwidth.Actors.CAPABILITY;
import static org.tributary.bandwidth.Actors.CHAIN;
import static org.tributary.bandwidth.Actors.POOL;
import static org.tributary.bandwidth.Actors.PROVIDER;
import static org.tributary.bandwidth.Actors.hash;
import static org.tributary.bandwidth.Actors.ticket;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.bandwidth.Actors;
import org.tributary.bandwidth.merkle.SumNode;
import org.tributary.bandwidth.merkle.SumTree;
import org.tributary.bandwidth.proof.BillingKey;
import org.tributary.bandwidth.proof.InclusionProof;
import org.tributary.bandwidth.proof.ProofOfBandwidth;
import org.tributary.bandwidth.proof.RowPath;
import org.tributary.bandwidth.proof.SumPath;
import org.tributary.bandwidth.proof.UsageLeaf;
import org.tributary.bandwidth.proof.UsageRow;
import org.tributary.bandwidth.rating.BillingMode;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.rating.BillingScope;
import org.tributary.bandwidth.rating.Direction;
import org.tributary.bandwidth.rating.Ranking;
import org.tributary.bandwidth.rating.Rounding;
import org.tributary.bandwidth.rating.Tariff;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.codec.Decoded;

/// Every kind of fault that a committee could certify is shown, in at most 4 KB, and nothing else passes for one.
class ClaimTest {
    private static final BillingProfile CARD = BillingProfile.perUnit(UsageKind.BYTES, Amount.of(2), 1);
    private static final BillingProfile PEAK = new BillingProfile(
            UsageKind.BYTES,
            BillingMode.DAILY_PEAK,
            BillingScope.PROVIDER,
            Direction.DOWN,
            Ranking.PEAK,
            1,
            Rounding.EXACT,
            0,
            Tariff.flat(Amount.of(1)));
    /// From bucket 100 to 119: 100 units, 10 in a bucket.
    private static final SessionTicket TICKET = ticket(1, CARD, 100, 10);

    private static BillingKey key(BillingProfile profile) {
        return new BillingKey(POOL, PROVIDER.address(), UsageKind.BYTES, profile.hash());
    }

    private static UsageLeaf leaf(SessionTicket ticket, long bucket, long from, long to, long units) {
        return new UsageLeaf(ticket.hash(), new Bucket(bucket), from, to, units, hash("receipt"));
    }

    private static ForgedWindow window(UsageLeaf... leaves) {
        return new ForgedWindow(20, key(CARD), List.of(leaves));
    }

    private static Finding judge(Claim claim, BillingProfile profile, ForgedWindow... windows) {
        var challenge = new Challenge(CHAIN, profile, claim);
        assertThat(challenge.encode().size()).isLessThanOrEqualTo(4_096);
        assertThat(Challenge.decode(challenge.encode())).isEqualTo(new Decoded.Value<>(challenge));
        return claim.judge(
                profile,
                number -> windows.length > number - 20 && number >= 20
                        ? Optional.of(windows[(int) number - 20].root())
                        : Optional.empty());
    }

    private static Finding overCap(SessionTicket ticket, UsageLeaf leaf) {
        var window = window(leaf);
        return judge(new Claim.OverCap(window.entry(0), ticket, Optional.of(CAPABILITY)), CARD, window);
    }

    private static void assertProved(Finding finding, long units) {
        assertThat(finding).isInstanceOf(Finding.Proved.class);
        assertThat(((Finding.Proved) finding).units()).isEqualTo(units);
    }

    @Test
    void unitsWithinTheCapsAreSound() {
        assertThat(overCap(TICKET, leaf(TICKET, 109, 0, 100, 100))).isInstanceOf(Finding.Sound.class);
    }

    @Test
    void unitsAboveTheCapsAreNot() {
        assertProved(overCap(TICKET, leaf(TICKET, 108, 0, 100, 91)), 91);
        assertProved(overCap(TICKET, leaf(TICKET, 119, 0, 101, 101)), 101);
        assertProved(overCap(TICKET, leaf(TICKET, 119, 100, 101, 1)), 1);
        assertProved(overCap(TICKET, leaf(TICKET, 119, 200, 201, 1)), 1);
    }

    @Test
    void bucketsOutsideTheTicketAreNot() {
        assertProved(overCap(TICKET, leaf(TICKET, 99, 0, 5, 5)), 5);
        assertProved(overCap(TICKET, leaf(TICKET, 120, 0, 5, 5)), 5);
    }

    @Test
    void aTicketOfAnotherProviderOrPriceIsNotTheRows() {
        var cheap = ticket(1, PEAK, 100, 10);
        assertProved(overCap(cheap, leaf(cheap, 100, 0, 5, 5)), 5);
    }

    @Test
    void aTicketThatIsNotTheEntrysIsNoProof() {
        var other = ticket(2, CARD, 1, 1);
        assertThat(overCap(other, leaf(TICKET, 109, 0, 100, 100))).isInstanceOf(Finding.Unusable.class);
    }

    @Test
    void anEntryOfAnUnknownWindowIsNoProof() {
        var window = window(leaf(TICKET, 120, 0, 5, 5));
        var claim = new Claim.OverCap(window.entry(0), TICKET, Optional.empty());
        assertThat(judge(claim, CARD)).isInstanceOf(Finding.Unusable.class);
        assertThat(judge(claim, CARD, window(leaf(TICKET, 100, 0, 5, 5)))).isInstanceOf(Finding.Unusable.class);
        assertThat(judge(claim, PEAK, window)).as("priced otherwise").isInstanceOf(Finding.Unusable.class);
    }

    @Test
    void overlappingTotalsAreCountedTwiceInOneWindowOrTwo() {
        var one = window(leaf(TICKET, 100, 0, 9, 9), leaf(TICKET, 101, 8, 12, 4));
        assertProved(judge(new Claim.CountedTwice(one.entry(1), one.entry(0)), CARD, one), 4);
        assertProved(judge(new Claim.CountedTwice(one.entry(0), one.entry(1)), CARD, one), 9);
        var later = new ForgedWindow(21, key(CARD), List.of(leaf(TICKET, 102, 11, 20, 9)));
        assertProved(judge(new Claim.CountedTwice(later.entry(0), one.entry(1)), CARD, one, later), 9);
        assertThat(judge(new Claim.CountedTwice(later.entry(0), one.entry(0)), CARD, one, later))
                .isInstanceOf(Finding.Sound.class);
    }

    @Test
    void theSameLeafTwiceIsCountedTwiceAndNoEntryDoublesItself() {
        var same = leaf(TICKET, 100, 0, 9, 9);
        var window = window(same, same);
        assertProved(judge(new Claim.CountedTwice(window.entry(1), window.entry(0)), CARD, window), 9);
        assertThat(judge(new Claim.CountedTwice(window.entry(1), window.entry(1)), CARD, window))
                .isInstanceOf(Finding.Unusable.class);
    }

    @Test
    void twoSamplesOfOneBucketAreCountedTwice() {
        var peak = ticket(1, PEAK, 100, 10);
        var window = new ForgedWindow(
                20,
                key(PEAK),
                List.of(leaf(peak, 100, 0, 9, 9), leaf(peak, 100, 20, 25, 5), leaf(peak, 101, 25, 25, 0)));
        assertProved(judge(new Claim.CountedTwice(window.entry(1), window.entry(0)), PEAK, window), 5);
        assertThat(judge(new Claim.CountedTwice(window.entry(2), window.entry(1)), PEAK, window))
                .isInstanceOf(Finding.Sound.class);
    }

    @Test
    void anEntryIsWhatItsReceiptSays() {
        var receipt = Actors.usage(TICKET, 105, 50);
        for (var wrong : List.of(
                new UsageLeaf(TICKET.hash(), new Bucket(105), 0, 51, 51, receipt.hash()),
                new UsageLeaf(TICKET.hash(), new Bucket(106), 0, 50, 50, receipt.hash()))) {
            var window = window(wrong);
            assertProved(judge(new Claim.WrongCount(window.entry(0), TICKET, receipt), CARD, window), wrong.units());
        }
        var right = window(new UsageLeaf(TICKET.hash(), new Bucket(105), 10, 50, 40, receipt.hash()));
        assertThat(judge(new Claim.WrongCount(right.entry(0), TICKET, receipt), CARD, right))
                .isInstanceOf(Finding.Sound.class);
        assertThat(judge(new Claim.WrongCount(right.entry(0), TICKET, Actors.usage(TICKET, 105, 51)), CARD, right))
                .isInstanceOf(Finding.Unusable.class);
    }

    private static Finding bad(Claim claim, UsageRow row) {
        var root = ProofOfBandwidth.windowRoot(List.of(row));
        assertThat(new Challenge(CHAIN, CARD, claim).encode().size()).isLessThanOrEqualTo(4_096);
        assertThat(Challenge.decode(new Challenge(CHAIN, CARD, claim).encode()))
                .isEqualTo(new Decoded.Value<>(new Challenge(CHAIN, CARD, claim)));
        return claim.judge(CARD, number -> Optional.of(root));
    }

    private static UsageRow row(SumNode sum) {
        return new UsageRow(key(CARD), new Bucket(100), new Bucket(104), sum);
    }

    private static RowNode place(UsageRow row, RowNode.Step... steps) {
        return new RowNode(20, row, new RowPath(0, 1, List.of()), List.of(steps));
    }

    @Test
    void aLeafThatContradictsItselfIsShown() {
        var good = leaf(TICKET, 100, 0, 9, 9).node();
        for (var numbers : List.of(
                new LeafNumbers(TICKET.hash(), new Bucket(101), 5, 9, 5, hash("r")),
                new LeafNumbers(TICKET.hash(), new Bucket(101), 9, 5, 0, hash("r")))) {
            var row = row(SumNode.inner(good, numbers.node()));
            var claim = new Claim.BadLeaf(place(row, new RowNode.Step(true, good)), numbers);
            assertProved(bad(claim, row), numbers.units());
        }
        var sound = new LeafNumbers(TICKET.hash(), new Bucket(101), 5, 9, 4, hash("r"));
        var row = row(SumNode.inner(good, sound.node()));
        assertThat(bad(new Claim.BadLeaf(place(row, new RowNode.Step(true, good)), sound), row))
                .isInstanceOf(Finding.Sound.class);
        assertThat(bad(new Claim.BadLeaf(place(row), sound), row)).isInstanceOf(Finding.Unusable.class);
    }

    @Test
    void aNodeThatIsNotTheSumOfItsChildrenIsShown() {
        var left = leaf(TICKET, 100, 0, 9, 9).node();
        var right = leaf(TICKET, 101, 9, 12, 3).node();
        var beside = leaf(TICKET, 102, 12, 20, 8).node();
        var inflated = new SumNode(SumNode.innerHash(left, right), 1_012, 2);
        var row = row(SumNode.inner(inflated, beside));
        var place = place(row, new RowNode.Step(false, beside));
        var claim = new Claim.BadSum(place, 1_012, 2, new Children(left, right));
        assertProved(bad(claim, row), 1_000);
        assertThat(bad(new Claim.BadSum(place, 12, 2, new Children(left, right)), row))
                .as("not what is committed")
                .isInstanceOf(Finding.Unusable.class);
        assertThat(bad(new Claim.BadSum(place(row), row.units(), row.receipts(), new Children(inflated, beside)), row))
                .as("the node above adds up")
                .isInstanceOf(Finding.Sound.class);
    }

    @Test
    void aCountThatIsWrongIsShownAndCostsNothing() {
        var left = leaf(TICKET, 100, 0, 9, 9).node();
        var right = leaf(TICKET, 101, 9, 12, 3).node();
        var row = row(new SumNode(SumNode.innerHash(left, right), 12, 3));
        assertProved(bad(new Claim.BadSum(place(row), 12, 3, new Children(left, right)), row), 0);
    }

    /// The largest proof there is, two entries, at every size of a window.
    @ParameterizedTest
    @ValueSource(ints = {2, 1_000, 1 << 20})
    void aProofIsAsSmallAndCheapInTheLargestWindow(int size) {
        var nodes = new ArrayList<UsageLeaf>();
        nodes.add(leaf(TICKET, 100, 0, 9, 9));
        nodes.add(leaf(TICKET, 101, 8, 12, 4));
        var filler = leaf(TICKET, 102, 12, 12, 0).node();
        var tree = SumTree.of(size, i -> i < 2 ? nodes.get(i).node() : filler);
        var row = row(tree.root());
        var paths = new ArrayList<Entry>();
        for (int i = 0; i < 2; i++) {
            var proof = new InclusionProof(
                    nodes.get(i), new SumPath(i, tree.path(i)), row, new RowPath(0, 1, List.<Hash>of()));
            paths.add(new Entry(20, proof));
        }
        assertProved(bad(new Claim.CountedTwice(paths.get(1), paths.get(0)), row), 4);
    }
}
