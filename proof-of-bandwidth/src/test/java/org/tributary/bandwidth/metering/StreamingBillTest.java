// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.bandwidth.Actors.CAPABILITY;
import static org.tributary.bandwidth.Actors.CLIENT;
import static org.tributary.bandwidth.Actors.DOMAIN;
import static org.tributary.bandwidth.Actors.key;
import static org.tributary.bandwidth.Actors.ticket;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.bandwidth.Actors;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.rating.BillingMode;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.rating.BillingScope;
import org.tributary.bandwidth.rating.Direction;
import org.tributary.bandwidth.rating.Part;
import org.tributary.bandwidth.rating.Ranking;
import org.tributary.bandwidth.rating.Rounding;
import org.tributary.bandwidth.rating.Tariff;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.crypto.PrivateKey;

/// A month's 95th percentile, paid as it accrues, is that of all samples sorted at its end: however the
/// series is spread over providers, tickets, batches and time. Origin: librenms/librenms#4318 and #8890
/// (percentiles of averages, of parts, of one direction), scylladb/scylla-monitoring#1886 (averages of
/// percentiles across shards), getlago/lago#99 (data that comes after the bill).
class StreamingBillTest {
    private static final long HARD = 20;
    private static final int LONGEST = 60;
    private static final MeteringRules RULES =
            new MeteringRules(UsageKind.BYTES, 300_000, 5, 2, HARD, 2, LONGEST, 1_000);
    private static final List<PrivateKey> PROVIDERS = List.of(key("edge 1"), key("edge 2"), key("edge 3"));
    /// Long enough for January's 446 highest samples to be thrown away, and more to be left.
    private static final int SAMPLES = 600;

    private static final long FIRST = 300;
    private static final long AFTER_THE_MONTH = 20_000;

    /// A smallest unit for each unit of a sample: units × 8,000 ÷ 300,000 ms ÷ 2 × 75.
    private static final BillingProfile PERCENTILE = new BillingProfile(
            UsageKind.BYTES,
            BillingMode.PERCENTILE,
            BillingScope.PAYER,
            Direction.DOWN,
            Ranking.PERCENTILE_95,
            2,
            Rounding.EXACT,
            0,
            Tariff.flat(Amount.of(75)));

    private final Chain chain = new Chain(RULES);
    private final TreeMap<Long, Long> samples = new TreeMap<>();
    /// What is ready to be handed in, by the bucket in which that happens.
    private final TreeMap<Long, List<SignedReceipt>> posted = new TreeMap<>();

    private final TreeMap<Hash, PrivateKey> providers = new TreeMap<>();
    private final ShareReference shares = new ShareReference();
    private Amount billed = Amount.ZERO;
    private long sequence;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isTheSortedReferenceInAnySplitAndNeverFalls(long seed) {
        var random = new Random(seed);
        chain.metering.escrow(new EscrowNotice(Actors.POOL, Actors.OWNER.address(), Amount.ofTokens(1_000), 0));
        int number = 0;
        var open = new ArrayList<Long>(Collections.nCopies(PROVIDERS.size(), FIRST));
        for (long now = FIRST; now < FIRST + SAMPLES + LONGEST + HARD; now++) {
            for (int lane = 0; lane < PROVIDERS.size() && now < FIRST + SAMPLES; lane++) {
                if (open.get(lane) == now) {
                    long length = 1 + random.nextInt(LONGEST);
                    serve(number++, PROVIDERS.get(random.nextInt(PROVIDERS.size())), now, length, random);
                    open.set(lane, now + length);
                }
            }
            handIn(now, random);
            close(now);
        }
        close(AFTER_THE_MONTH);

        assertThat(billed).isEqualTo(Amount.of(reference(31)));
        assertThat(billed).isGreaterThan(Amount.ZERO).isEqualTo(chain.pool().billed());
        assertThat(chain.pool().reserved()).isEqualTo(Amount.ZERO);
        assertThat(cells(10, 12, 15, 16))
                .as("nothing of a closed period is left")
                .isEmpty();
    }

    /// The whole month sorted, at once, by nobody's code but this.
    private long reference(int days) {
        int all = days * 288;
        var sorted = new ArrayList<>(samples.values());
        sorted.sort(Comparator.reverseOrder());
        int rank = all * 5 / 100;
        return rank < sorted.size() ? sorted.get(rank) : 0;
    }

    /// A session of `length` buckets: each sample is signed for, and handed in within acceptance, twice
    /// sometimes.
    private void serve(int number, PrivateKey provider, long from, long length, Random random) {
        var ticket = session(number, provider, from, from + length - 1);
        providers.put(ticket.hash(), provider);
        chain.open(Actors.opening(ticket, CAPABILITY, PERCENTILE));
        long total = 0;
        for (long bucket = from; bucket < from + length; bucket++) {
            long units = random.nextInt(5) == 0 ? 0 : random.nextInt(5_000_000);
            total += units;
            samples.merge(bucket, units, Long::sum);
            var receipt = SignedReceipt.sign(Actors.closing(ticket, bucket, total), DOMAIN, CLIENT);
            long late = random.nextInt(3) > 0 ? 0 : random.nextInt((int) HARD);
            post(bucket + late, receipt);
            if (random.nextInt(6) == 0) {
                post(bucket + random.nextInt((int) HARD), receipt);
            }
        }
    }

    private void post(long when, SignedReceipt receipt) {
        posted.computeIfAbsent(when, _ -> new ArrayList<>()).add(receipt);
    }

    /// Each provider's receipts of this bucket, in one batch or two, in any order.
    private void handIn(long now, Random random) {
        var receipts = posted.getOrDefault(now, List.of());
        for (var provider : PROVIDERS) {
            var own = new ArrayList<>(receipts.stream()
                    .filter(receipt ->
                            provider.equals(providers.get(receipt.receipt().ticket())))
                    .toList());
            Collections.shuffle(own, random);
            int cut = random.nextInt(own.size() + 1);
            order(now, provider, own.subList(0, cut));
            order(now, provider, own.subList(cut, own.size()));
        }
    }

    private void order(long now, PrivateKey provider, List<SignedReceipt> receipts) {
        if (!receipts.isEmpty()) {
            var batch = SignedBatch.sign(Actors.CHAIN, sequence++, receipts, DOMAIN, provider);
            assertThat(chain.order(batch, now)).isEmpty();
        }
    }

    /// What a window pays is never taken back, and goes to who brought it.
    private void close(long now) {
        for (var window : chain.closeAll(now)) {
            var more = Amount.ZERO;
            for (var rating : window.proof().ratings()) {
                assertThat(rating.amount()).isGreaterThan(Amount.ZERO);
                more = more.plus(rating.amount());
            }
            window.proof().rows().forEach(row -> shares.count(row.key().provider(), row.units()));
            assertThat(window.proof().ratings().stream()
                            .map(rating -> new Part(rating.provider(), rating.units(), rating.amount())))
                    .isEqualTo(shares.divide(more));
            billed = billed.plus(more);
            assertThat(cells(10)).allSatisfy(scope -> assertThat(scope.size()).isLessThan(6_000));
            assertThat(cells(15, 16)).hasSizeLessThanOrEqualTo(2 * PROVIDERS.size());
        }
    }

    private List<Bytes> cells(int... tags) {
        return chain.state().entrySet().stream()
                .filter(cell -> IntStream.of(tags).anyMatch(tag -> cell.getKey().get(0) == tag))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static SessionTicket session(int number, PrivateKey provider, long start, long end) {
        var t = ticket(number, PERCENTILE, 1_000_000_000, 5_000_000);
        return new SessionTicket(
                t.capability(),
                t.ticketId(),
                provider.address(),
                t.client(),
                t.kind(),
                t.profile(),
                t.maxUnits(),
                t.maxUnitsPerBucket(),
                new Bucket(start),
                new Bucket(end),
                t.region(),
                t.assignment(),
                t.sealedContext());
    }
}
