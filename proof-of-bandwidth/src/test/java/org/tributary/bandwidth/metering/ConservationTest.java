// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.bandwidth.Actors.receipt;
import static org.tributary.bandwidth.Actors.ticket;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.bandwidth.Actors;
import org.tributary.bandwidth.proof.RatingKey;
import org.tributary.bandwidth.proof.RejectionCount;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;

/// Money of random traffic at awkward prices: nothing appears, nothing vanishes, fractions stay below
/// one smallest unit a period. And every entry of every batch is counted or refused, once: what was
/// taken in reconciles with what windows say (getlago/lago#637: accepted and never aggregated).
class ConservationTest {
    private static final List<BillingProfile> CARDS = List.of(
            BillingProfile.perUnit(UsageKind.BYTES, Amount.of(1), 3),
            BillingProfile.perUnit(UsageKind.BYTES, Amount.of(10), 7),
            BillingProfile.perUnit(UsageKind.BYTES, Amount.of(5), 1_000));

    private final Chain chain = Chain.funded(Amount.of(100_000));
    private final List<SessionTicket> open = new ArrayList<>();
    private final TreeMap<RatingKey, Long> units = new TreeMap<>();
    private final TreeMap<RatingKey, Amount> billed = new TreeMap<>();
    private int opened;
    private long submitted;
    private long counted;
    private long refused;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void escrowedIsFreeAndReservedAndBilledAfterEveryStep(long seed) {
        var random = new Random(seed);
        for (long now = 100; now < 260; now++) {
            step(now, random);
            assertConserved();
        }
        chain.closeAll(1_000).forEach(this::collect);
        assertConserved();
        assertThat(chain.pool().reserved()).as("nothing is open any more").isEqualTo(Amount.ZERO);
        chain.closeAll(10_000_000).forEach(this::collect);
        assertConserved();
        assertThat(billed).isNotEmpty();
        assertThat(counted + refused).as("entries with a verdict").isEqualTo(submitted);
        assertThat(counted).isPositive();
        assertThat(refused).isPositive();
        units.forEach((key, total) -> assertThat(billed.get(key)).isEqualTo(floor(key, total)));
        assertThat(keysWithTag(2)).as("open tickets").isEmpty();
        assertThat(keysWithTag(10)).as("open periods").isEmpty();
        assertThat(chain.metering.windowDue(new Bucket(10_000_000)))
                .as("an idle chain")
                .isEmpty();
    }

    private void step(long now, Random random) {
        if (random.nextInt(3) > 0) {
            open(now, CARDS.get(random.nextInt(CARDS.size())), 1 + random.nextInt(40));
        }
        open.removeIf(ticket -> ticket.end().number() < now);
        var receipts = new ArrayList<SignedReceipt>();
        for (var ticket : open) {
            if (random.nextInt(3) == 0) {
                long bucket = Math.max(ticket.start().number(), now - random.nextInt(6));
                receipts.add(receipt(ticket, bucket, random.nextLong(ticket.maxUnits() + 3)));
            }
        }
        if (!receipts.isEmpty()) {
            chain.submit(now, receipts);
            submitted += receipts.size();
        }
        chain.closeAll(now).forEach(this::collect);
    }

    private void open(long now, BillingProfile card, long maxUnits) {
        var t = ticket(opened++, card, maxUnits, maxUnits);
        var ticket = new SessionTicket(
                t.capability(),
                t.ticketId(),
                t.provider(),
                t.client(),
                t.kind(),
                t.profile(),
                maxUnits,
                maxUnits,
                new Bucket(now),
                new Bucket(now + 7),
                "",
                Hash.ZERO,
                Bytes.EMPTY);
        chain.open(Actors.opening(ticket, Actors.CAPABILITY, card));
        open.add(ticket);
    }

    private void collect(WindowOutcome outcome) {
        counted += outcome.rows().stream().mapToLong(row -> row.leaves().size()).sum();
        refused += outcome.rejections().size();
        assertThat(outcome.proof().rejections().stream()
                        .mapToLong(RejectionCount::count)
                        .sum())
                .isEqualTo(outcome.rejections().size());
        outcome.proof().ratings().forEach(rating -> {
            units.merge(rating.key(), rating.units(), Long::sum);
            billed.merge(rating.key(), rating.amount(), Amount::plus);
        });
    }

    private void assertConserved() {
        var pool = chain.pool();
        assertThat(pool.free().plus(pool.reserved()).plus(pool.billed())).isEqualTo(pool.escrowed());
        var state = new MeteringState(chain.cells, Actors.RULES);
        var unbilled = new ArrayList<BigInteger>();
        state.rated.scan((key, rated) -> {
            unbilled.add(rated.unbilled());
            return true;
        });
        assertThat(pool.reserved().units()).isEqualTo(unbilled.stream().reduce(BigInteger.ZERO, BigInteger::add));
        assertThat(pool.billed()).isEqualTo(billed.values().stream().reduce(Amount.ZERO, Amount::plus));
    }

    private static Amount floor(RatingKey key, long units) {
        var profile = CARDS.stream()
                .filter(each -> each.hash().equals(key.profile()))
                .findFirst()
                .orElseThrow();
        return new Amount(profile.cost(units));
    }

    private List<Bytes> keysWithTag(int tag) {
        return chain.state().keySet().stream().filter(key -> key.get(0) == tag).toList();
    }
}
