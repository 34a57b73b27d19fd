// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.bandwidth.challenge.Demand;
import org.tributary.bandwidth.proof.UsageLeaf;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.bandwidth.ticket.SignedCapability;
import org.tributary.bandwidth.ticket.SignedTicket;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.execution.Reserved;
import org.tributary.primitives.Amount;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.crypto.PrivateKey;

/// What only somebody else can show is demanded, answered, or credited. Protocol §7.12, ADR 0017.
class DemandsTest extends ChallengedMain {
    private long raised(Demand demand) {
        var result = demand(demand);
        assertDone(result);
        return Challenges.DEMAND
                .decodeResult(((Result.Success) result).output())
                .orBroken("a number")
                .smallNumber(0);
    }

    private Bytes signed(SessionTicket ticket, UsageReceipt receipt, PrivateKey key) {
        var signed = SignedReceipt.sign(receipt, domain, key);
        return Rlp.list(list -> list.list(ticket::write).list(signed::write));
    }

    @Test
    void whoShowsTheSignedReceiptWinsTheBond() {
        var ticket = ticket(CARD);
        var window = settle(1, leaf(ticket, 9_000, 0, 500));
        long number = raised(new Demand.OfReceipt(CARD, window.entry(0)));
        var receipt = receipt(ticket, 9_000, 500);
        assertReverts(answer(number, signed(ticket, receipt, GATEWAY)), "not what was demanded");
        assertReverts(answer(number, signed(ticket, receipt(ticket, 9_000, 501), CLIENT)), "not what was demanded");
        assertReverts(answer(number, Bytes.of(1)), "not what was demanded");
        assertReverts(conclude(number), "may be answered until");
        var before = accounts.balance(PROVIDER);
        assertDone(answer(number, signed(ticket, receipt, CLIENT)));
        assertThat(accounts.balance(PROVIDER)).isEqualTo(before.plus(bond.basisPoints(5_000)));
        assertReverts(demand(new Demand.OfReceipt(CARD, window.entry(0))), "demanded before");
        assertReverts(conclude(number), "no such demand");
        assertReverts(answer(number, signed(ticket, receipt, CLIENT)), "no such demand");
        assertThat(accounts.balance(Reserved.CHALLENGES)).isEqualTo(Amount.ZERO);
    }

    @Test
    void aReceiptThatNobodyShowsIsCredited() {
        var ticket = ticket(CARD);
        var window = settle(1, leaf(ticket, 9_000, 0, 100), leaf(ticket, 9_001, 100, 500));
        var before = accounts.balance(CHALLENGER);
        long number = raised(new Demand.OfReceipt(CARD, window.entry(0)));
        now += challengeMillis() / 4 + 1;
        assertReverts(answer(number, signed(ticket, receipt(ticket, 9_000, 100), CLIENT)), "is over");
        assertDone(conclude(number));
        assertThat(note().amount(4)).hasValue(Amount.of(300));
        assertThat(accounts.balance(CHALLENGER)).isEqualTo(before.plus(Amount.of(30)));
        assertReverts(conclude(number), "no such demand");
        assertReverts(demand(new Demand.OfReceipt(CARD, window.entry(0))), "credited already");
        assertBook();
    }

    @Test
    void aTicketNeedsItsOwnersAndItsGatewaysSignature() {
        var ticket = ticket(CARD);
        var window = settle(1, leaf(ticket, 9_000, 0, 500));
        long number = raised(new Demand.OfOpening(CARD, window.entry(0)));
        var good = new Opening(
                SignedTicket.sign(ticket, domain, GATEWAY), SignedCapability.sign(capability(), domain, OWNER), CARD);
        var stranger = new Opening(good.ticket(), SignedCapability.sign(capability(), domain, CLIENT), CARD);
        var forged = new Opening(SignedTicket.sign(ticket, domain, CLIENT), good.capability(), CARD);
        assertReverts(answer(number, stranger.encode()), "not what was demanded");
        assertReverts(answer(number, forged.encode()), "not what was demanded");
        assertDone(answer(number, good.encode()));
        assertThat(book().credited()).isEqualTo(Amount.ZERO);
    }

    @Test
    void aDemandIsRaisedOnlyWhileItsAnswerFallsWithinTheChallengeTime() {
        var ticket = ticket(CARD);
        var window = settle(1, leaf(ticket, 9_000, 0, 500), leaf(ticket, 9_001, 500, 600));
        now += challengeMillis() - challengeMillis() / 4;
        raised(new Demand.OfReceipt(CARD, window.entry(0)));
        now += 1;
        assertReverts(demand(new Demand.OfReceipt(CARD, window.entry(1))), "a window that can be challenged");
    }

    /// Main lists what is open on a provider's entries, whatever was answered or concluded before.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theOpenDemandsOfAProviderAreListed(long seed) {
        var random = new Random(seed);
        var ticket = ticket(CARD);
        var leaves = new UsageLeaf[40];
        for (int i = 0; i < leaves.length; i++) {
            leaves[i] = leaf(ticket, 9_000 + i, 10L * i, 10L * (i + 1));
        }
        var window = settle(1, leaves);
        var open = new TreeMap<Long, Integer>();
        for (int i = 0; i < leaves.length; i++) {
            open.put(raised(new Demand.OfReceipt(CARD, window.entry(i))), i);
            if (random.nextBoolean()) {
                long number = List.copyOf(open.keySet()).get(random.nextInt(open.size()));
                int entry = Optional.ofNullable(open.remove(number)).orElseThrow();
                var receipt = receipt(ticket, 9_000 + entry, 10L * (entry + 1));
                assertDone(answer(number, signed(ticket, receipt, CLIENT)));
            }
            assertThat(listed()).containsExactlyInAnyOrderElementsOf(open.keySet());
        }
        for (long number : List.copyOf(open.keySet())) {
            var shown = shown(number);
            var leaf = leaves[Optional.ofNullable(open.get(number)).orElseThrow()];
            assertThat(shown.kind()).isEqualTo(DemandKind.RECEIPT);
            assertThat(shown.receipt()).isEqualTo(leaf.receipt());
            assertThat(shown.subject()).isEqualTo(leaf.ticket());
            assertThat(shown.chain()).isEqualTo(CDN);
            assertThat(shown.at()).isEqualTo(1);
            assertThat(shown.amount()).isEqualTo(Amount.of(30));
            assertThat(shown.untilMillis()).isEqualTo(now + challengeMillis() / 4);
        }
        now += challengeMillis() / 4 + 1;
        for (long number : List.copyOf(open.keySet())) {
            assertDone(conclude(number));
            open.remove(number);
            assertThat(listed()).containsExactlyInAnyOrderElementsOf(open.keySet());
        }
    }

    private List<Long> listed() {
        var input = Challenges.OPEN_DEMANDS.encodeCall(AbiValue.of(PROVIDER), AbiValue.of(0));
        var page = Challenges.OPEN_DEMANDS
                .decodeResult(((Result.Success) call(CHALLENGER, Amount.ZERO, input)).output())
                .orBroken("numbers")
                .sequence(0);
        return IntStream.range(0, page.size()).mapToObj(page::smallNumber).toList();
    }

    private OpenDemand shown(long number) {
        var input = Challenges.DEMANDED_OF.encodeCall(AbiValue.of(number));
        return OpenDemand.of(Challenges.DEMANDED_OF
                .decodeResult(((Result.Success) call(CHALLENGER, Amount.ZERO, input)).output())
                .orBroken("a demand"));
    }

    /// Main forgets what was credited, so whoever concludes late gets the bond and no more.
    @Test
    void aDemandThatNobodyConcludedInTimeBringsItsBondBackAndNoCredit() {
        var ticket = ticket(CARD);
        var window = settle(1, leaf(ticket, 9_000, 0, 500), leaf(ticket, 9_001, 0, 500));
        var before = accounts.balance(CHALLENGER);
        long late = raised(new Demand.OfReceipt(CARD, window.entry(0)));
        now += challengeMillis() / 4 + challengeMillis();
        long until = now;
        now = until + 1;
        assertDone(conclude(late));
        assertThat(accounts.balance(CHALLENGER)).isEqualTo(before);
        assertThat(book().credited()).isEqualTo(Amount.ZERO);
    }
}
