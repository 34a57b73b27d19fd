// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tributary.bandwidth.proof.ProofOfBandwidth;
import org.tributary.bandwidth.proof.RatingRow;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.bandwidth.ticket.SignedCapability;
import org.tributary.bandwidth.ticket.SignedTicket;
import org.tributary.ledger.TestValidators;
import org.tributary.ledger.block.FinalHeader;
import org.tributary.ledger.block.Outcome;
import org.tributary.ledger.view.LogEntry;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.committee.QuorumCertificate;

/// Forgers with right digests, each caught by the rule that the forgery breaks.
class ForgedBillTest {
    private static BilledNetwork network;
    private static List<BillPart> parts;

    @BeforeAll
    static void bill() {
        network = new BilledNetwork();
        network.serve(20);
        parts = network.bill().parts(network.validators.network());
    }

    /// What the verifier says once the first part of a kind is forged.
    private static <P extends BillPart> String refusal(Class<P> kind, UnaryOperator<P> forgery) {
        return refusal(kind, 0, forgery);
    }

    private static <P extends BillPart> String refusal(Class<P> kind, int which, UnaryOperator<P> forgery) {
        var forged = new ArrayList<>(parts);
        var places = new ArrayList<Integer>();
        for (int i = 0; i < forged.size(); i++) {
            if (kind.isInstance(forged.get(i))) {
                places.add(i);
            }
        }
        int place = places.get(which);
        forged.set(place, forgery.apply(kind.cast(forged.get(place))));
        return refusal(forged);
    }

    private static String refusal(List<BillPart> forged) {
        var verdict =
                BillVerifier.verify(network.validators.spec, Bundle.of(forged).source());
        return ((BillVerdict.Refuted) verdict).reason();
    }

    private static String receipts(UnaryOperator<List<SignedReceipt>> forgery) {
        return refusal(BillPart.Receipts.class, part -> {
            var receipts = new ArrayList<>(part.receipts());
            return new BillPart.Receipts(forgery.apply(receipts));
        });
    }

    private static String opening(UnaryOperator<Opening> forgery) {
        return refusal(BillPart.Tickets.class, part -> {
            var openings = new ArrayList<>(part.openings());
            openings.set(0, forgery.apply(openings.getFirst()));
            return new BillPart.Tickets(openings);
        });
    }

    private static String window(int which, UnaryOperator<ProvenWindow> forgery) {
        return refusal(BillPart.Window.class, which, part -> new BillPart.Window(forgery.apply(part.window())));
    }

    private static String settlement(UnaryOperator<ProvenOutcome> forgery) {
        return refusal(BillPart.Settlement.class, part -> new BillPart.Settlement(forgery.apply(part.outcome())));
    }

    @Test
    void theBillIsOfThisNetworkChainAndFormat() {
        assertThat(refusal(
                        BillPart.Begin.class,
                        b -> new BillPart.Begin(2, b.network(), b.chain(), b.windows(), b.first(), b.last())))
                .contains("format version");
        assertThat(refusal(
                        BillPart.Begin.class,
                        b -> new BillPart.Begin(1, Hash.ZERO, b.chain(), b.windows(), b.first(), b.last())))
                .contains("another network");
        assertThat(refusal(
                        BillPart.Begin.class,
                        b -> new BillPart.Begin(
                                1, b.network(), new ChainName("live"), b.windows(), b.first(), b.last())))
                .contains("no service chain");
    }

    @Test
    void aReceiptOfMoreUnitsIsNotTheClients() {
        assertThat(receipts(receipts -> {
                    var last = receipts.removeLast();
                    var old = last.receipt();
                    var more = new UsageReceipt(
                            old.ticket(),
                            old.bucket(),
                            old.down() + 1,
                            old.up(),
                            old.millis(),
                            old.closing(),
                            Hash.ZERO);
                    receipts.add(new SignedReceipt(more, last.signature()));
                    return receipts;
                }))
                .contains("signature is not that of the ticket's client");
    }

    @Test
    void aReceiptOfTheProvidersOwnMakingIsNotTheClients() {
        assertThat(receipts(receipts -> {
                    var receipt = receipts.removeLast().receipt();
                    var provider = network.validators.accounts.get(1);
                    receipts.add(SignedReceipt.sign(receipt, network.metering.domain(), provider));
                    return receipts;
                }))
                .contains("signature is not that of the ticket's client");
    }

    @Test
    void aReceiptIsBilledOnce() {
        assertThat(receipts(receipts -> {
                    receipts.set(1, receipts.getFirst());
                    return receipts;
                }))
                .contains("order of tickets, buckets and totals");
    }

    @Test
    void aReceiptThatIsLeftOutLeavesItsRowShort() {
        assertThat(receipts(receipts -> {
                    receipts.removeFirst();
                    return receipts;
                }))
                .isNotEmpty();
    }

    @Test
    void theOrderOfReceiptsIsThatOfTheLeaves() {
        assertThat(receipts(receipts -> {
                    Collections.rotate(receipts, receipts.size() / 2);
                    return receipts;
                }))
                .contains("order of tickets, buckets and totals");
    }

    @Test
    void aDearerBillingProfileIsNotTheTickets() {
        assertThat(opening(opening -> new Opening(
                        opening.ticket(),
                        opening.capability(),
                        BillingProfile.perUnit(opening.profile().kind(), Amount.of(9_999), 7))))
                .contains("another billing profile");
    }

    @Test
    void aCapabilityOfAStrangerIsNotTheOwners() {
        assertThat(opening(opening -> new Opening(
                        opening.ticket(),
                        SignedCapability.sign(
                                opening.capability().capability(),
                                network.metering.domain(),
                                TestValidators.key("stranger")),
                        opening.profile())))
                .contains("not signed by the owner of its pool");
    }

    @Test
    void aTicketOfAStrangerIsNotTheGateways() {
        assertThat(opening(opening -> new Opening(
                        SignedTicket.sign(
                                opening.ticket().ticket(), network.metering.domain(), TestValidators.key("stranger")),
                        opening.capability(),
                        opening.profile())))
                .contains("not signed by the capability's gateway key");
    }

    @Test
    void aWindowThatRatesMoreIsNotTheOneOnChain() {
        assertThat(window(0, window -> new ProvenWindow(window.block(), window.path(), dearer(window.proof()))))
                .contains("transactions root");
    }

    private static ProofOfBandwidth dearer(ProofOfBandwidth proof) {
        var ratings = new ArrayList<>(proof.ratings());
        var first = ratings.removeFirst();
        ratings.addFirst(new RatingRow(
                first.key(), first.provider(), first.units(), first.amount().plus(Amount.of(1)), first.closes()));
        return new ProofOfBandwidth(
                proof.chain(),
                proof.window(),
                proof.first(),
                proof.last(),
                proof.rows(),
                ratings,
                proof.rejections(),
                proof.rejectionsRoot(),
                proof.deltaRoot(),
                proof.windowRoot());
    }

    @Test
    void aHeaderNeedsAQuorumOfItsOwnCommittee() {
        assertThat(window(0, window -> {
                    var certificate = window.block().certificate();
                    var weak = new QuorumCertificate(
                            certificate.vote(), 0b11, certificate.signatures().subList(0, 2));
                    return new ProvenWindow(
                            new FinalHeader(window.block().header(), weak), window.path(), window.proof());
                }))
                .contains("2 of 3 signatures");
    }

    @Test
    void theCertificateOfAnotherBlockProvesNothing() {
        var other = parts.stream()
                .filter(BillPart.Window.class::isInstance)
                .map(part -> ((BillPart.Window) part).window().block().certificate())
                .toList()
                .getLast();
        assertThat(window(
                        0,
                        window -> new ProvenWindow(
                                new FinalHeader(window.block().header(), other), window.path(), window.proof())))
                .contains("not that of the header");
    }

    @Test
    void aBillDoesNotSkipAWindowThatBilled() {
        var windows = new ArrayList<Integer>();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof BillPart.Window) {
                windows.add(i);
            }
        }
        var skipping = new ArrayList<>(parts.subList(0, windows.get(1)));
        skipping.addAll(parts.subList(windows.get(2), parts.size()));
        assertThat(refusal(skipping)).contains("not what its ratings come to");
    }

    @Test
    void mainPaidWhatItsLogSaysAndNotMore() {
        assertThat(settlement(proven -> {
                    var outcome = proven.outcome();
                    var logs = new ArrayList<>(outcome.logs());
                    var log = logs.removeFirst();
                    var data = log.data().toArray();
                    data[data.length - 1]++;
                    logs.addFirst(new LogEntry(log.address(), log.topics(), Bytes.wrap(data)));
                    return new ProvenOutcome(
                            proven.block(),
                            proven.path(),
                            new Outcome(
                                    outcome.transaction(),
                                    outcome.sender(),
                                    outcome.system(),
                                    outcome.succeeded(),
                                    outcome.gasUsed(),
                                    logs));
                }))
                .contains("receipts root");
    }

    @Test
    void theSettlementOfAnotherWindowProvesNothing() {
        var other = parts.stream()
                .filter(BillPart.Settlement.class::isInstance)
                .map(part -> ((BillPart.Settlement) part).outcome())
                .toList()
                .getLast();
        assertThat(settlement(proven -> other)).contains("of another message");
    }

    @Test
    void aTicketThatNoReceiptIsForHasNoPlaceInABill() {
        var last = parts.size() - 1;
        var ticket = ((BillPart.Tickets) parts.stream()
                        .filter(BillPart.Tickets.class::isInstance)
                        .findFirst()
                        .orElseThrow())
                .openings()
                .getFirst();
        var again = new ArrayList<>(parts);
        again.add(last, new BillPart.Tickets(List.of(ticket)));
        assertThat(refusal(again)).contains("opened twice");
    }

    @Test
    void aBillHasAllTheWindowsThatItAnnounces() {
        assertThat(refusal(
                        BillPart.Begin.class,
                        b -> new BillPart.Begin(1, b.network(), b.chain(), b.windows() + 1, b.first(), b.last())))
                .contains("not the windows that it announces");
    }
}
