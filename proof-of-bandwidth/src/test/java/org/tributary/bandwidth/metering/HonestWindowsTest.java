// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.bandwidth.Actors.CAPABILITY;
import static org.tributary.bandwidth.Actors.ticket;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tributary.bandwidth.Actors;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.challenge.Claim;
import org.tributary.bandwidth.challenge.Entry;
import org.tributary.bandwidth.challenge.Finding;
import org.tributary.bandwidth.proof.RowProofs;
import org.tributary.bandwidth.rating.BillingMode;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.rating.BillingScope;
import org.tributary.bandwidth.rating.Direction;
import org.tributary.bandwidth.rating.Ranking;
import org.tributary.bandwidth.rating.Rounding;
import org.tributary.bandwidth.rating.Tariff;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;

/// Whatever clients and providers do, nothing that a correct committee counts can be challenged.
class HonestWindowsTest {
    private static final MeteringRules RULES = new MeteringRules(UsageKind.BYTES, 300_000, 5, 2, 20, 2, 60, 1_000);

    private final TreeMap<Hash, SessionTicket> tickets = new TreeMap<>();
    private final TreeMap<Hash, UsageReceipt> receipts = new TreeMap<>();
    private final TreeMap<Long, Hash> roots = new TreeMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Chain chain = new Chain(RULES);

    @ParameterizedTest
    @CsvSource({
        "PER_UNIT,1",
        "PER_UNIT,2",
        "PER_UNIT,3",
        "DAILY_TRAFFIC,4",
        "DAILY_PEAK,5",
        "DAILY_PEAK,6",
        "DAILY_PEAK,7"
    })
    void noEntryOfAnHonestWindowIsProvedWrong(BillingMode mode, long seed) {
        var random = new Random(seed);
        var profile = new BillingProfile(
                UsageKind.BYTES,
                mode,
                BillingScope.PROVIDER,
                Direction.DOWN,
                mode.isRanked() ? Ranking.PEAK : Ranking.NONE,
                1_000,
                Rounding.EXACT,
                0,
                Tariff.flat(Amount.of(1)));
        chain.metering.escrow(new EscrowNotice(Actors.POOL, Actors.OWNER.address(), Amount.ofTokens(1_000), 0));
        for (int i = 0; i < 4; i++) {
            var ticket = ticket(i, profile, 2_000 + random.nextInt(4_000), 100 + random.nextInt(300));
            chain.open(Actors.opening(ticket, CAPABILITY, profile));
            tickets.put(ticket.hash(), ticket);
        }
        for (long now = 100; now < 139; now++) {
            submit(now, random);
            chain.closeAll(now).forEach(this::collect);
        }
        chain.closeAll(20_000).forEach(this::collect);
        assertThat(entries.size()).isGreaterThan(20);
        entries.forEach(entry -> assertSound(entry, profile));
    }

    /// Clients that contradict themselves, lose receipts, send late and go past their caps.
    private void submit(long now, Random random) {
        var batch = new ArrayList<SignedReceipt>();
        for (var ticket : tickets.values()) {
            if (random.nextInt(3) > 0) {
                long bucket = Math.clamp(now - random.nextInt(8), 100, 119);
                long total = Math.max(0, (bucket - 99) * (100 + random.nextInt(300)) - random.nextInt(200));
                var receipt = random.nextInt(4) == 0
                        ? Actors.usage(ticket, bucket, total)
                        : Actors.closing(ticket, bucket, total);
                receipts.put(receipt.hash(), receipt);
                batch.add(SignedReceipt.sign(receipt, Actors.DOMAIN, Actors.CLIENT));
            }
        }
        if (!batch.isEmpty()) {
            chain.submit(now, batch);
        }
    }

    private void collect(WindowOutcome outcome) {
        var proof = outcome.proof();
        roots.put(proof.window(), proof.windowRoot());
        for (int row = 0; row < outcome.rows().size(); row++) {
            var proofs = new RowProofs(proof.rows(), row, outcome.rows().get(row));
            for (int leaf = 0; leaf < outcome.rows().get(row).leaves().size(); leaf++) {
                entries.add(new Entry(proof.window(), proofs.proof(leaf)));
            }
        }
    }

    private void assertSound(Entry entry, BillingProfile profile) {
        var ticket = Objects.requireNonNull(tickets.get(entry.leaf().ticket()));
        var receipt = Objects.requireNonNull(receipts.get(entry.leaf().receipt()));
        var claims = new ArrayList<Claim>();
        claims.add(new Claim.OverCap(entry, ticket, Optional.of(CAPABILITY)));
        claims.add(new Claim.WrongCount(entry, ticket, receipt));
        for (var other : entries) {
            if (!other.place().equals(entry.place())) {
                claims.add(new Claim.CountedTwice(entry, other));
            }
        }
        for (var claim : claims) {
            assertThat(claim.judge(profile, window -> Optional.ofNullable(roots.get(window))))
                    .as("%s of %s", claim.getClass().getSimpleName(), entry.leaf())
                    .isInstanceOf(Finding.Sound.class);
        }
        assertThat(entry.leaf().bucket()).isBetween(new Bucket(100), new Bucket(119));
    }
}
