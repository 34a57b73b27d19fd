// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.bandwidth.Actors.CLIENT;
import static org.tributary.bandwidth.Actors.DOMAIN;
import static org.tributary.bandwidth.Actors.receipt;
import static org.tributary.bandwidth.Actors.ticket;
import static org.tributary.bandwidth.Actors.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tributary.bandwidth.Actors;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.proof.ProofOfBandwidth;
import org.tributary.bandwidth.proof.RejectionCount;
import org.tributary.bandwidth.proof.RowProofs;
import org.tributary.bandwidth.proof.UsageLeaf;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.codec.Decoded;

/// Protocol §7.4 to §7.8: which entries count, and what for.
class WindowTest {
    private final Chain chain = Chain.funded();

    @Test
    void seventySevenReceiptsOfOneBillingKeyBecomeOneRowAndAllStayProvable() {
        var receipts = new ArrayList<SignedReceipt>();
        for (int i = 0; i < 77; i++) {
            chain.open(ticket(i));
            receipts.add(receipt(ticket(i), 100, 1_000 + i));
        }
        chain.submit(101, receipts);
        var outcome = chain.close(107);

        var row = outcome.proof().rows().getFirst();
        assertThat(outcome.proof().rows()).hasSize(1);
        assertThat(row.receipts()).isEqualTo(77);
        assertThat(row.units()).isEqualTo(77 * 1_000 + 76 * 77 / 2);
        var proofs = new RowProofs(outcome.proof().rows(), 0, outcome.rows().getFirst());
        for (int i = 0; i < 77; i++) {
            assertThat(proofs.proof(i).verify(outcome.proof().windowRoot()).accepted())
                    .isTrue();
        }
    }

    @Test
    void billsTenTokensForAGigabyte() {
        chain.open(ticket(1));
        chain.submit(101, receipt(ticket(1), 100, 1_000_000_000));
        var proof = chain.close(107).proof();

        assertThat(proof.ratings().getFirst().amount()).isEqualTo(Amount.ofTokens(10));
        assertThat(chain.pool().billed()).isEqualTo(Amount.ofTokens(10));
        assertThat(chain.pool().reserved()).isEqualTo(Amount.ZERO);
    }

    @Test
    void aLostReceiptLosesNothing() {
        chain.open(ticket(1));
        chain.submit(103, receipt(ticket(1), 100, 10), receipt(ticket(1), 103, 40));
        assertThat(units(chain.close(107).proof())).isEqualTo(40);
    }

    @Test
    void aReceiptAtOrBelowTheWatermarkIsReplayed() {
        chain.open(ticket(1));
        chain.submit(101, receipt(ticket(1), 100, 50));
        chain.close(107);
        chain.submit(108, receipt(ticket(1), 100, 50), receipt(ticket(1), 101, 20), receipt(ticket(1), 101, 51));
        var proof = chain.close(112).proof();

        assertThat(units(proof)).isEqualTo(1);
        assertThat(proof.rejections()).containsExactly(new RejectionCount(Rejection.REPLAYED, 2));
    }

    @Test
    void aLateReceiptInsideHardAcceptanceIsPaidByTheNextWindow() {
        chain.open(ticket(1));
        chain.submit(101, receipt(ticket(1), 100, 50));
        chain.close(107);
        chain.submit(120, receipt(ticket(1), 100, 70));
        var proof = chain.close(120).proof();

        assertThat(proof.window()).isEqualTo(21);
        assertThat(units(proof)).isEqualTo(20);
    }

    @Test
    void aReceiptPastHardAcceptanceIsTooLateButItsNeighboursArePaid() {
        chain.open(ticket(1));
        chain.submit(121, receipt(ticket(1), 100, 50), receipt(ticket(1), 101, 70));
        var proof = chain.closeAll(128).getFirst().proof();

        assertThat(units(proof)).isEqualTo(70);
        assertThat(proof.rejections()).containsExactly(new RejectionCount(Rejection.TOO_LATE, 1));
    }

    @Test
    void aReceiptFromTheFutureIsRefusedButItsNeighboursArePaid() {
        chain.open(ticket(1));
        chain.submit(101, receipt(ticket(1), 100, 50), receipt(ticket(1), 104, 70));
        var proof = chain.closeAll(128).getFirst().proof();

        assertThat(units(proof)).isEqualTo(50);
        assertThat(proof.rejections()).containsExactly(new RejectionCount(Rejection.FROM_THE_FUTURE, 1));
    }

    @Test
    void bucketsOutsideTheTicketAreRefused() {
        chain.open(ticket(1));
        chain.submit(119, receipt(ticket(1), 99, 50), receipt(ticket(1), 120, 70), receipt(ticket(1), 119, 10));
        var rejections = chain.closeAll(140).stream()
                .flatMap(outcome -> outcome.proof().rejections().stream())
                .toList();

        assertThat(rejections)
                .containsExactly(
                        new RejectionCount(Rejection.NOT_YET_VALID, 1), new RejectionCount(Rejection.EXPIRED, 1));
    }

    @Test
    void aTotalAboveTheTicketsCapCountsUpToItAndTheNextIsRefused() {
        chain.open(ticket(1));
        chain.submit(101, receipt(ticket(1), 100, 1_000_000_001), receipt(ticket(1), 101, 1_000_000_002));
        var proof = chain.close(107).proof();

        assertThat(units(proof)).isEqualTo(1_000_000_000);
        assertThat(proof.rejections()).containsExactly(new RejectionCount(Rejection.OVER_TICKET_CAP, 1));
    }

    @Test
    void whatIsAboveABucketsCapIsCutAcrossWindows() {
        var ticket = ticket(1, BillingProfile.DEFAULT, 1_000, 100);
        chain.open(ticket);
        chain.submit(101, receipt(ticket, 100, 60), receipt(ticket, 100, 101), receipt(ticket, 101, 150));
        var first = chain.close(107);
        chain.submit(108, receipt(ticket, 101, 160), receipt(ticket, 101, 250));
        var second = chain.close(112);

        assertThat(cuts(first)).containsExactly("0-60 60", "60-101 40", "101-150 49");
        assertThat(cuts(second)).containsExactly("150-160 10", "160-250 41");
    }

    @Test
    void aLostReceiptLosesNothingAtTheCap() {
        var ticket = ticket(1, BillingProfile.DEFAULT, 1_000, 100);
        chain.open(ticket);
        chain.submit(104, receipt(ticket, 100, 100), receipt(ticket, 103, 400), receipt(ticket, 104, 501));

        assertThat(cuts(chain.close(107))).containsExactly("0-100 100", "100-400 300", "400-501 100");
    }

    @Test
    void aTotalAboveThatOfALaterBucketIsRefused() {
        chain.open(ticket(1));
        chain.submit(102, receipt(ticket(1), 102, 50));
        chain.close(107);
        chain.submit(108, receipt(ticket(1), 101, 60));
        var late = chain.close(112).proof();

        assertThat(late.rows()).isEmpty();
        assertThat(late.rejections()).containsExactly(new RejectionCount(Rejection.COUNTER_FELL, 1));
    }

    @Test
    void aCapabilitysBucketIsCutProRataAndWhatComesLateGetsWhatIsLeft() {
        long cap = Actors.CAPABILITY.maxUnitsPerBucket();
        var card = BillingProfile.perUnit(Actors.CAPABILITY.kinds().getFirst(), Amount.of(1), 1_000_000_000);
        var tickets = IntStream.range(1, 4)
                .mapToObj(number -> ticket(number, card, 2 * cap, cap))
                .toList();
        tickets.forEach(ticket -> chain.open(Actors.opening(ticket, Actors.CAPABILITY, card)));
        chain.submit(
                101,
                receipt(tickets.get(0), 100, cap),
                receipt(tickets.get(1), 100, cap / 2),
                receipt(tickets.get(2), 100, cap / 2 + 1),
                receipt(tickets.get(0), 101, cap + cap / 4));
        var first = chain.close(107);
        chain.submit(108, receipt(tickets.get(1), 101, cap / 2 + cap));
        var second = chain.close(112);

        var cut = byTicket(first, 100);
        assertThat(cut.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(cap);
        assertThat(cut.get(tickets.get(0).hash())).isBetween(cap / 2 - 1, cap / 2);
        assertThat(cut.get(tickets.get(1).hash())).isBetween(cap / 4 - 1, cap / 4);
        assertThat(byTicket(second, 101))
                .containsExactly(Map.entry(tickets.get(1).hash(), cap - cap / 4));
    }

    private static List<String> cuts(WindowOutcome window) {
        return window.rows().stream()
                .flatMap(row -> row.leaves().stream())
                .map(leaf -> leaf.oldTotal() + "-" + leaf.newTotal() + " " + leaf.units())
                .toList();
    }

    private static Map<Hash, Long> byTicket(WindowOutcome window, long bucket) {
        return window.rows().stream()
                .flatMap(row -> row.leaves().stream())
                .filter(leaf -> leaf.bucket().number() == bucket)
                .collect(Collectors.toMap(UsageLeaf::ticket, UsageLeaf::units));
    }

    @Test
    void ticketsWhoseUnitsWouldOverflowTogetherAreNotOpened() {
        var free = BillingProfile.perUnit(Actors.CAPABILITY.kinds().getFirst(), Amount.ZERO, 1);
        long half = Long.MAX_VALUE / 2 + 1;
        var capability = new org.tributary.bandwidth.ticket.Capability(
                Actors.POOL,
                Actors.GATEWAY.publicKey(),
                Amount.ZERO,
                Long.MAX_VALUE,
                Actors.CAPABILITY.kinds(),
                new Bucket(0),
                new Bucket(Long.MAX_VALUE),
                3);
        chain.open(Actors.opening(under(capability, ticket(1, free, half, half)), capability, free));
        var second = Actors.opening(under(capability, ticket(2, free, half, half)), capability, free);

        assertThat(chain.metering.open(second, new Bucket(100))).hasValue(Rejection.OVER_ROW_CAP);
    }

    @Test
    void aProviderCannotSubmitAnothersReceipts() {
        chain.open(ticket(1));
        var thief = Actors.key("thief");
        var batch = org.tributary.bandwidth.receipt.SignedBatch.sign(
                Actors.CHAIN, 0, List.of(receipt(ticket(1), 100, 5)), DOMAIN, thief);
        assertThat(chain.order(batch, 101)).isEmpty();
        assertThat(chain.close(107).proof().rejections())
                .containsExactly(new RejectionCount(Rejection.WRONG_PROVIDER, 1));
    }

    @Test
    void unknownTicketsAndForgedSignaturesAreRefusedOneByOne() {
        chain.open(ticket(1));
        var forged = SignedReceipt.sign(usage(ticket(1), 100, 90), DOMAIN, Actors.key("somebody"));
        chain.submit(101, forged, receipt(ticket(2), 100, 5), receipt(ticket(1), 100, 7));
        var outcome = chain.close(107);

        assertThat(units(outcome.proof())).isEqualTo(7);
        assertThat(outcome.proof().rejections())
                .containsExactly(
                        new RejectionCount(Rejection.UNKNOWN_TICKET, 1),
                        new RejectionCount(Rejection.BAD_SIGNATURE, 1));
        assertThat(outcome.rejections()).extracting("index").containsExactly(0, 1);
    }

    @Test
    void aTicketThatWasOpenedAfterTheBatchWasCheckedStillCounts() {
        chain.submit(100, receipt(ticket(1), 100, 7), forged());
        chain.open(ticket(1));
        var proof = chain.close(107).proof();

        assertThat(units(proof)).isEqualTo(7);
        assertThat(proof.rejections()).containsExactly(new RejectionCount(Rejection.BAD_SIGNATURE, 1));
    }

    /// Origin: graphprotocol/indexer-rs#214 and #282, where invalid receipts kept an aggregator from
    /// the valid ones beside them.
    @Test
    void oneForgedReceiptOfAHundredThousandLeavesTheRestPaid() {
        var rules = new MeteringRules(UsageKind.BYTES, 1_000, 5, 2, 20, 2, 60, 100_000);
        var large = new Chain(rules);
        large.metering.escrow(new EscrowNotice(Actors.POOL, Actors.OWNER.address(), Amount.ofTokens(1_000), 0));
        var tickets = IntStream.range(0, 50).mapToObj(Actors::ticket).toList();
        tickets.forEach(large::open);
        var receipts = new ArrayList<>(IntStream.range(0, 100_000)
                .parallel()
                .mapToObj(i -> receipt(tickets.get(i / 2_000), 100 + i % 2_000 / 400, 1 + i % 2_000))
                .toList());
        receipts.set(61_700, forged(tickets.get(30), 1_701));
        large.submit(105, receipts);
        var proof = large.close(107).proof();

        assertThat(proof.rows().getFirst().receipts()).isEqualTo(99_999);
        assertThat(units(proof)).isEqualTo(100_000);
        assertThat(proof.rejections()).containsExactly(new RejectionCount(Rejection.BAD_SIGNATURE, 1));
    }

    @Test
    void theTransactionSurvivesItsCodec() {
        chain.open(ticket(1));
        chain.submit(101, receipt(ticket(1), 100, 7), forged());
        var proof = chain.close(107).proof();

        assertThat(ProofOfBandwidth.decode(proof.encode())).isEqualTo(new Decoded.Value<>(proof));
    }

    private static SignedReceipt forged() {
        return forged(ticket(1), 8);
    }

    /// Signed for one unit more.
    private static SignedReceipt forged(SessionTicket ticket, long total) {
        return new SignedReceipt(
                usage(ticket, 100, total),
                CLIENT.sign(DOMAIN.digest(usage(ticket, 100, total + 1).hash())));
    }

    private static SessionTicket under(org.tributary.bandwidth.ticket.Capability capability, SessionTicket t) {
        return new SessionTicket(
                capability.hash(),
                t.ticketId(),
                t.provider(),
                t.client(),
                t.kind(),
                t.profile(),
                t.maxUnits(),
                t.maxUnitsPerBucket(),
                t.start(),
                t.end(),
                t.region(),
                t.assignment(),
                t.sealedContext());
    }

    private static long units(ProofOfBandwidth proof) {
        return proof.rows().stream().mapToLong(row -> row.units()).sum();
    }
}
