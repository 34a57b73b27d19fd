// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tributary.bandwidth.Actors.CAPABILITY;
import static org.tributary.bandwidth.Actors.CLIENT;
import static org.tributary.bandwidth.Actors.DOMAIN;
import static org.tributary.bandwidth.Actors.GATEWAY;
import static org.tributary.bandwidth.Actors.OWNER;
import static org.tributary.bandwidth.Actors.POOL;
import static org.tributary.bandwidth.Actors.PROVIDER;
import static org.tributary.bandwidth.Actors.opening;
import static org.tributary.bandwidth.Actors.ticket;
import static org.tributary.bandwidth.Actors.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tributary.bandwidth.challenge.FaultSearch.Shown;
import org.tributary.bandwidth.proof.BillingKey;
import org.tributary.bandwidth.proof.UsageLeaf;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.bandwidth.ticket.SignedCapability;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.crypto.PrivateKey;

/// What a search finds is what main proves, or may be asked for; of what is sound it finds nothing.
class FaultSearchTest {
    private static final BillingProfile CARD = BillingProfile.perUnit(UsageKind.BYTES, Amount.of(2), 1);
    private static final SessionTicket TICKET = ticket(1, CARD, 100, 10);
    private static final BillingKey KEY = new BillingKey(POOL, PROVIDER.address(), UsageKind.BYTES, CARD.hash());
    private static final Opening OPENING = opening(TICKET, CAPABILITY, CARD);

    private final FaultSearch search = new FaultSearch(DOMAIN);

    /// Of a receipt that the client signed.
    private static UsageLeaf leaf(long bucket, long from, long to) {
        return new UsageLeaf(
                TICKET.hash(),
                new Bucket(bucket),
                from,
                to,
                to - from,
                usage(TICKET, bucket, to).hash());
    }

    private static Shown shown(ForgedWindow window, int leaf, PrivateKey signer, Opening opening) {
        var entry = window.entry(leaf);
        var receipt = usage(TICKET, entry.leaf().bucket().number(), entry.leaf().newTotal());
        return new Shown(
                entry,
                CARD,
                Optional.of(SignedReceipt.sign(receipt, DOMAIN, signer)),
                Optional.of(opening),
                OWNER.address());
    }

    private static ForgedWindow window(UsageLeaf... leaves) {
        return new ForgedWindow(20, KEY, List.of(leaves));
    }

    private List<Fault> faults(ForgedWindow window, int leaves) {
        var faults = new ArrayList<Fault>();
        for (int leaf = 0; leaf < leaves; leaf++) {
            faults.addAll(search.faults(shown(window, leaf, CLIENT, OPENING)));
        }
        return faults;
    }

    /// Main comes to the same.
    private static void assertProved(Fault fault, ForgedWindow window) {
        assertThat(fault).isInstanceOf(Fault.Provable.class);
        var claim = ((Fault.Provable) fault).claim();
        assertThat(claim.judge(CARD, _ -> Optional.of(window.root()))).isInstanceOf(Finding.Proved.class);
    }

    @Test
    void nothingIsWrongWithSoundEntries() {
        assertThat(faults(window(leaf(101, 0, 10), leaf(102, 10, 20), leaf(103, 20, 25)), 3))
                .isEmpty();
    }

    @Test
    void unitsAboveACapAreFound() {
        var window = window(leaf(101, 0, 10), leaf(102, 10, 60));
        var faults = faults(window, 2);
        assertThat(faults).hasSize(1);
        assertProved(faults.getFirst(), window);
    }

    @Test
    void aTotalThatIsNotTheReceiptsIsFound() {
        var receipt = usage(TICKET, 101, 5);
        var window = window(new UsageLeaf(TICKET.hash(), new Bucket(101), 0, 9, 9, receipt.hash()));
        var signed = SignedReceipt.sign(receipt, DOMAIN, CLIENT);
        var faults = search.faults(
                new Shown(window.entry(0), CARD, Optional.of(signed), Optional.of(OPENING), OWNER.address()));
        assertThat(faults).hasSize(1);
        assertProved(faults.getFirst(), window);
    }

    @Test
    void whatIsCountedTwiceIsFoundAlsoInAnotherWindow() {
        var first = window(leaf(101, 0, 5), leaf(102, 5, 10));
        assertThat(faults(first, 2)).isEmpty();
        var second = new ForgedWindow(21, KEY, List.of(leaf(103, 3, 7)));
        var faults = search.faults(shown(second, 0, CLIENT, OPENING));
        assertThat(faults).containsExactly(new Fault.Doubled(new EntryPlace(20, 0, 0)));
        var claim = new Claim.CountedTwice(second.entry(0), first.entry(0));
        assertThat(claim.judge(CARD, number -> Optional.of(number == 20 ? first.root() : second.root())))
                .isInstanceOf(Finding.Proved.class);
    }

    @Test
    void aReceiptThatTheClientDidNotSignIsToBeDemanded() {
        var window = window(leaf(101, 0, 10));
        var faults = search.faults(shown(window, 0, GATEWAY, OPENING));
        assertThat(faults).hasSize(1);
        assertThat(((Fault.Demandable) faults.getFirst()).demand())
                .isEqualTo(new Demand.OfReceipt(CARD, window.entry(0)));
    }

    @Test
    void aTicketThatItsOwnerNeverAllowedIsToBeDemanded() {
        var window = window(leaf(101, 0, 10));
        var stranger = new Opening(OPENING.ticket(), SignedCapability.sign(CAPABILITY, DOMAIN, CLIENT), CARD);
        for (var opening : List.of(Optional.of(stranger), Optional.<Opening>empty())) {
            var shown = new Shown(window.entry(0), CARD, Optional.empty(), opening, OWNER.address());
            var faults = new FaultSearch(DOMAIN).faults(shown);
            assertThat(faults).hasSize(1);
            assertThat(((Fault.Demandable) faults.getFirst()).demand())
                    .isEqualTo(new Demand.OfOpening(CARD, window.entry(0)));
        }
    }

    @Test
    void aPlaceIsReadAsItIsWritten() {
        var place = new EntryPlace(12, 0, 3);
        assertThat(EntryPlace.parse(place.toString())).isEqualTo(place);
        for (var text : List.of("", "1/2", "1/2/3/4", "-1/0/0", "1/2/x", "9999999999999999/0/0")) {
            assertThatThrownBy(() -> EntryPlace.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
