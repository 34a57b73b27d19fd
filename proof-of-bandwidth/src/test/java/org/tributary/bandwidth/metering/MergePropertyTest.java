// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.bandwidth.Actors.receipt;
import static org.tributary.bandwidth.Actors.ticket;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.bandwidth.proof.ProofOfBandwidth;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.SessionTicket;

/// Protocol §7.4: duplicates, reordering, resubmission and several aggregators change nothing.
class MergePropertyTest {
    private static final int TICKETS = 5;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void rowsDoNotDependOnHowReceiptsCame(long seed) {
        var random = new Random(seed);
        var receipts = receipts(random);
        var straight = run(List.of(receipts));
        var scattered = run(scatter(receipts, random));

        assertThat(scattered.rows()).isEqualTo(straight.rows());
        assertThat(scattered.ratings()).isEqualTo(straight.ratings());
        assertThat(scattered.windowRoot()).isEqualTo(straight.windowRoot());
        assertThat(scattered.deltaRoot()).isEqualTo(straight.deltaRoot());
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void submittingAllOfACounterThatNeverFallsAgainAddsNothing(long seed) {
        var random = new Random(seed);
        var receipts = rising(random);
        var chain = chain();
        chain.submit(104, receipts);
        chain.close(107);
        Collections.shuffle(receipts, random);
        chain.submit(108, receipts);
        var again = chain.close(112).proof();

        assertThat(again.rows()).isEmpty();
        assertThat(again.ratings()).isEmpty();
        assertThat(again.rejections().stream().mapToLong(count -> count.count()).sum())
                .isEqualTo(receipts.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void unitsAreTheHighestTotalsWhereNoCapBinds(long seed) {
        var random = new Random(seed);
        var chain = Chain.funded();
        long expected = 0;
        var receipts = new ArrayList<SignedReceipt>();
        for (int i = 0; i < TICKETS; i++) {
            chain.open(ticket(i));
            long highest = 0;
            for (int k = 0; k < 20; k++) {
                long total = random.nextLong(1_000_000);
                receipts.add(receipt(ticket(i), 100 + random.nextInt(5), total));
                highest = Math.max(highest, total);
            }
            expected += highest;
        }
        chain.submit(104, receipts);

        assertThat(chain.close(107).proof().rows().getFirst().units()).isEqualTo(expected);
    }

    /// Totals that mostly rise with the bucket, some of them over the caps.
    private static List<SignedReceipt> receipts(Random random) {
        var receipts = new ArrayList<SignedReceipt>();
        for (int i = 0; i < TICKETS; i++) {
            for (int k = 0; k < 12; k++) {
                int bucket = random.nextInt(5);
                receipts.add(receipt(capped(i), 100 + bucket, bucket * 80L + random.nextInt(150)));
            }
        }
        return receipts;
    }

    /// What honest clients sign: totals that only rise, some of them over the caps.
    private static List<SignedReceipt> rising(Random random) {
        var receipts = new ArrayList<SignedReceipt>();
        for (int i = 0; i < TICKETS; i++) {
            long total = 0;
            for (int k = 0; k < 15; k++) {
                total += random.nextInt(70);
                receipts.add(receipt(capped(i), 100 + k / 3, total));
            }
        }
        return receipts;
    }

    /// In three batches, in any order, about half of the entries twice.
    private static List<List<SignedReceipt>> scatter(List<SignedReceipt> receipts, Random random) {
        List<List<SignedReceipt>> batches = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var shuffled = new ArrayList<>(receipts);
        Collections.shuffle(shuffled, random);
        for (var receipt : shuffled) {
            batches.get(random.nextInt(3)).add(receipt);
            if (random.nextBoolean()) {
                batches.get(random.nextInt(3)).add(receipt);
            }
        }
        return batches.stream().filter(batch -> !batch.isEmpty()).toList();
    }

    private static ProofOfBandwidth run(List<List<SignedReceipt>> batches) {
        var chain = chain();
        batches.forEach(batch -> chain.submit(104, batch));
        return chain.close(107).proof();
    }

    private static Chain chain() {
        var chain = Chain.funded();
        IntStream.range(0, TICKETS).forEach(i -> chain.open(capped(i)));
        return chain;
    }

    private static SessionTicket capped(int number) {
        return ticket(number, BillingProfile.DEFAULT, 1_000, 120);
    }
}
