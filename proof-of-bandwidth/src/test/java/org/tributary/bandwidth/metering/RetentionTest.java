// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.bandwidth.Actors.CAPABILITY;
import static org.tributary.bandwidth.Actors.CLIENT;
import static org.tributary.bandwidth.Actors.DOMAIN;
import static org.tributary.bandwidth.Actors.OWNER;
import static org.tributary.bandwidth.Actors.POOL;
import static org.tributary.bandwidth.Actors.opening;
import static org.tributary.bandwidth.Actors.receipt;
import static org.tributary.bandwidth.Actors.ticket;

import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.bandwidth.Actors;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.rating.BillingMode;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.rating.BillingScope;
import org.tributary.bandwidth.rating.Direction;
import org.tributary.bandwidth.rating.Ranking;
import org.tributary.bandwidth.rating.Rounding;
import org.tributary.bandwidth.rating.Tariff;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.UsageKind;

/// What is forgotten, and that forgetting loses and doubles nothing. Protocol §7.6, §7.9.
class RetentionTest {
    private static final int WINDOWS = Integer.getInteger("tributary.windows", 20_000);

    /// A day after the other, session after session: the state is as large after the last window as
    /// after the first month. Origin: lightningnetwork/lnd#6317 and #6737, where each update of a
    /// channel stays for ever.
    @Test
    void stateStaysBoundedHoweverManyWindowsClose() {
        var rules = new MeteringRules(UsageKind.BYTES, 300_000, 1, 0, 40, 2, 60, 1_000);
        var chain = new Chain(rules);
        chain.metering.escrow(new EscrowNotice(POOL, OWNER.address(), Amount.ofTokens(1_000), 0));
        var profiles = List.of(percentile(), BillingProfile.perUnit(UsageKind.BYTES, Amount.of(1), 1_000));
        int closed = 0;
        for (long now = 120; closed < WINDOWS; now += 20) {
            var profile = profiles.get((int) (now / 20 % profiles.size()));
            var capability = until(now + 19, now / 20);
            var session = session((int) now, capability, profile, now);
            chain.open(opening(session, capability, profile));
            chain.submit(now + 19, closings(session, now));
            closed += chain.closeAll(now + 20).size();
            var state = chain.state();
            assertThat(state.size()).as("cells after %d windows", closed).isLessThan(200);
            assertThat(bytes(state.values()))
                    .as("bytes after %d windows", closed)
                    .isLessThan(20_000);
        }
    }

    private static BillingProfile percentile() {
        return new BillingProfile(
                UsageKind.BYTES,
                BillingMode.PERCENTILE,
                BillingScope.PAYER,
                Direction.DOWN,
                Ranking.PERCENTILE_95,
                1_000_000,
                Rounding.EXACT,
                0,
                Tariff.flat(Amount.of(1)));
    }

    private static Capability until(long last, long epoch) {
        return new Capability(
                POOL,
                CAPABILITY.gatewayKey(),
                CAPABILITY.spendCap(),
                CAPABILITY.maxUnitsPerBucket(),
                CAPABILITY.kinds(),
                Bucket.ZERO,
                new Bucket(last),
                epoch);
    }

    private static List<SignedReceipt> closings(SessionTicket session, long from) {
        var receipts = new ArrayList<SignedReceipt>();
        long total = 0;
        for (long bucket = from; bucket < from + 20; bucket++) {
            total += 1_000_000 + bucket * 7_919 % 5_000_000;
            receipts.add(SignedReceipt.sign(Actors.closing(session, bucket, total), DOMAIN, CLIENT));
        }
        return receipts;
    }

    private static long bytes(Iterable<Bytes> values) {
        long sum = 0;
        for (var value : values) {
            sum += value.size();
        }
        return sum;
    }

    /// In every bucket from the first submission on, long past the last trace of ticket and batch: the
    /// ticket again, the batch again with fresh acknowledgements, its receipts in another batch. Origin:
    /// Storj kept the serial numbers of used orders until they expired (storj/storj#1414); a settlement
    /// cache that forgets before the payment lapses pays twice (x402-foundation/x402#2801).
    @Test
    void aReplayRightAfterRetentionAddsNothing() {
        var chain = Chain.funded();
        chain.open(ticket(1));
        var receipts = List.of(receipt(ticket(1), 100, 50), receipt(ticket(1), 101, 70), receipt(ticket(1), 119, 99));
        long units = 0;
        SignedBatch first = Actors.batch(0, receipts);
        for (long now = 119; now < 300; now++) {
            chain.metering.open(opening(ticket(1)), new Bucket(now));
            chain.order(first, now);
            chain.order(Actors.batch(now, receipts), now);
            units += chain.closeAll(now).stream()
                    .flatMap(window -> window.proof().rows().stream())
                    .mapToLong(row -> row.units())
                    .sum();
        }
        assertThat(units).isEqualTo(99);
        assertThat(chain.metering.ticket(ticket(1).hash())).isEmpty();
        assertThat(chain.pool().reserved()).isEqualTo(Amount.ZERO);
    }

    /// All parties vanish for good after so many steps of a session: what was not billed is free again,
    /// and nobody had to ask for it. Origin: lightningnetwork/lnd#2468 and mysteriumnetwork/node#5047,
    /// where a crash at the wrong moment left money that only the other side could free.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void whereverASessionBreaksOffItsFundsComeBack(int steps) {
        var chain = Chain.funded();
        var early = Actors.batch(0, List.of(receipt(ticket(1), 100, 200_000_000)));
        var late = Actors.batch(1, List.of(receipt(ticket(1), 118, 500_000_000)));
        List<Runnable> session = List.of(
                () -> chain.open(ticket(1)),
                () -> assertThat(chain.order(early, 101)).isEmpty(),
                () -> chain.closeAll(107),
                () -> assertThat(chain.order(late, 119)).isEmpty(),
                () -> chain.closeAll(130));
        session.subList(0, steps).forEach(Runnable::run);
        chain.closeAll(10_000_000);

        long[] tokens = {0, 0, 2, 2, 5, 5};
        assertThat(chain.pool().billed()).isEqualTo(Amount.ofTokens(tokens[steps]));
        assertThat(chain.pool().reserved()).isEqualTo(Amount.ZERO);
        assertThat(chain.pool().free()).isEqualTo(Amount.ofTokens(1_000 - tokens[steps]));
    }

    private static SessionTicket session(int number, Capability capability, BillingProfile profile, long start) {
        var t = ticket(number, profile, 1_000_000_000, 10_000_000);
        return new SessionTicket(
                capability.hash(),
                t.ticketId(),
                t.provider(),
                t.client(),
                t.kind(),
                t.profile(),
                t.maxUnits(),
                t.maxUnitsPerBucket(),
                new Bucket(start),
                new Bucket(start + 19),
                t.region(),
                t.assignment(),
                t.sealedContext());
    }
}
