// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.bandwidth.Actors.CAPABILITY;
import static org.tributary.bandwidth.Actors.receipt;
import static org.tributary.bandwidth.Actors.ticket;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.tributary.bandwidth.Actors;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.proof.RejectionCount;
import org.tributary.bandwidth.proof.UsageLeaf;
import org.tributary.bandwidth.rating.BillingMode;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.rating.BillingScope;
import org.tributary.bandwidth.rating.Direction;
import org.tributary.bandwidth.rating.Ranking;
import org.tributary.bandwidth.rating.Rounding;
import org.tributary.bandwidth.rating.Tariff;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.primitives.Amount;
import org.tributary.primitives.UsageKind;

/// Samples of buckets of five minutes, from receipts that come as a provider likes.
class SampleMergeTest {
    /// Windows of 5 buckets, soft acceptance 2, hard acceptance 20, opening allowance 2.
    private static final MeteringRules RULES = new MeteringRules(UsageKind.BYTES, 300_000, 5, 2, 20, 2, 60, 1_000);

    private static final long AFTER_THE_MONTH = 20_000;
    private static final BillingProfile PEAK = profile(BillingMode.DAILY_PEAK, Ranking.PEAK);

    private final Chain chain = funded();

    @Test
    void aSampleIsWhatTheClosingTotalsDifferBy() {
        var ticket = opened(chain, 1, PEAK);
        chain.submit(105, closing(ticket, 100, 40), closing(ticket, 101, 100), closing(ticket, 102, 130));

        assertThat(leaves(chain.close(107))).containsExactly("100: 0-40 40", "101: 40-100 60", "102: 100-130 30");
        assertThat(chain.pool().billed()).isEqualTo(Amount.of(60));
    }

    @Test
    void aGapMakesNoSampleAndAnUnchangedClosingReceiptEndsIt() {
        var ticket = opened(chain, 1, PEAK);
        chain.submit(105, closing(ticket, 100, 40), closing(ticket, 103, 500), closing(ticket, 104, 510));

        assertThat(leaves(chain.close(107))).containsExactly("100: 0-40 40", "103: 500-500 0", "104: 500-510 10");
    }

    @Test
    void aLateClosingReceiptCompletesTwoSamplesOnce() {
        var ticket = opened(chain, 1, PEAK);
        chain.submit(105, closing(ticket, 100, 40), closing(ticket, 102, 130));
        assertThat(leaves(chain.close(107))).containsExactly("100: 0-40 40", "102: 130-130 0");
        chain.submit(110, closing(ticket, 101, 100));
        chain.submit(111, closing(ticket, 101, 120));
        var late = chain.close(112);

        assertThat(leaves(late)).containsExactly("101: 40-120 80", "102: 120-130 10");
        assertThat(late.proof().rejections()).containsExactly(new RejectionCount(Rejection.REPLAYED, 1));
    }

    @Test
    void aLateTotalIsClippedBetweenItsNeighboursAndOneThatFellIsRefused() {
        var ticket = opened(chain, 1, PEAK);
        chain.submit(105, closing(ticket, 100, 40), closing(ticket, 102, 130), closing(ticket, 104, 140));
        chain.close(107);
        chain.submit(110, closing(ticket, 101, 900), closing(ticket, 103, 100));
        var late = chain.close(112);

        assertThat(leaves(late)).containsExactly("101: 40-130 90", "102: 130-130 0");
        assertThat(late.proof().rejections()).containsExactly(new RejectionCount(Rejection.COUNTER_FELL, 1));
    }

    @Test
    void onlyClosingReceiptsCount() {
        var ticket = opened(chain, 1, PEAK);
        chain.submit(105, receipt(ticket, 100, 40), closing(ticket, 100, 60));
        var window = chain.close(107);

        assertThat(leaves(window)).containsExactly("100: 0-60 60");
        assertThat(window.proof().rejections()).containsExactly(new RejectionCount(Rejection.NOT_CLOSING, 1));
    }

    /// Whatever a provider leaves out, sends late, repeats or mixes up: no bill is above the one for
    /// everything in time.
    @ParameterizedTest
    @EnumSource(
            value = BillingMode.class,
            names = {"PER_UNIT", "DAILY_TRAFFIC"},
            mode = Mode.EXCLUDE)
    void noChoiceOfAProviderRaisesTheBill(BillingMode mode) {
        var ranking = switch (mode) {
            case PERCENTILE -> new Ranking(0, 1, false);
            default -> Ranking.PEAK;
        };
        var profile = profile(mode, ranking);
        for (long seed = 1; seed <= 40; seed++) {
            var random = new Random(seed);
            var honest = funded();
            var choosy = funded();
            var all = new ArrayList<SignedReceipt>();
            for (int number = 0; number < 3; number++) {
                var ticket = opened(honest, number, profile);
                opened(choosy, number, profile);
                all.addAll(session(ticket, random));
            }
            honest.submit(119, all);
            honest.closeAll(AFTER_THE_MONTH);
            submitAsItLikes(choosy, all, random);

            assertThat(choosy.pool().billed())
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(honest.pool().billed());
            assertThat(choosy.pool().reserved()).isEqualTo(Amount.ZERO);
        }
    }

    /// A client's receipts: two for each bucket, the closing one last.
    private static List<SignedReceipt> session(SessionTicket ticket, Random random) {
        var receipts = new ArrayList<SignedReceipt>();
        long total = 0;
        for (long bucket = 100; bucket < 120; bucket++) {
            total += random.nextInt(4) == 0 ? 0 : random.nextInt(1_000_000);
            receipts.add(receipt(ticket, bucket, total));
            total += random.nextInt(1_000_000);
            receipts.add(closing(ticket, bucket, total));
        }
        return receipts;
    }

    private static void submitAsItLikes(Chain chain, List<SignedReceipt> all, Random random) {
        var left = new ArrayList<>(all);
        left.removeIf(receipt -> random.nextInt(4) == 0);
        Collections.shuffle(left, random);
        for (long now = 101; now < 150; now++) {
            var batch = new ArrayList<SignedReceipt>();
            for (var receipt : left) {
                if (receipt.receipt().bucket().number() <= now && random.nextInt(8) == 0) {
                    batch.add(receipt);
                }
            }
            if (random.nextInt(3) > 0) {
                left.removeAll(batch);
            }
            if (!batch.isEmpty()) {
                chain.order(Actors.batch(now, batch), now);
            }
            chain.closeAll(now);
        }
        chain.closeAll(AFTER_THE_MONTH);
    }

    private static SignedReceipt closing(SessionTicket ticket, long bucket, long down) {
        return SignedReceipt.sign(Actors.closing(ticket, bucket, down), Actors.DOMAIN, Actors.CLIENT);
    }

    private static List<String> leaves(WindowOutcome window) {
        return window.rows().stream()
                .flatMap(row -> row.leaves().stream())
                .map(SampleMergeTest::text)
                .toList();
    }

    private static String text(UsageLeaf leaf) {
        return leaf.bucket().number() + ": " + leaf.oldTotal() + "-" + leaf.newTotal() + " " + leaf.units();
    }

    private static SessionTicket opened(Chain chain, int number, BillingProfile profile) {
        var ticket = ticket(number, profile, 1_000_000_000, 1_000_000_000);
        chain.open(Actors.opening(ticket, CAPABILITY, profile));
        return ticket;
    }

    private static Chain funded() {
        var chain = new Chain(RULES);
        chain.metering.escrow(new EscrowNotice(Actors.POOL, Actors.OWNER.address(), Amount.ofTokens(1_000), 0));
        return chain;
    }

    /// A smallest unit for each unit of a sample: units × 8,000 ÷ 300,000 ms ÷ 2 × 75.
    private static BillingProfile profile(BillingMode mode, Ranking ranking) {
        return new BillingProfile(
                UsageKind.BYTES,
                mode,
                BillingScope.PROVIDER,
                Direction.DOWN,
                ranking,
                2,
                Rounding.EXACT,
                0,
                Tariff.flat(Amount.of(75)));
    }
}
