// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tributary.bandwidth.Actors.CHAIN;
import static org.tributary.bandwidth.Actors.DOMAIN;
import static org.tributary.bandwidth.Actors.RULES;
import static org.tributary.bandwidth.Actors.batch;
import static org.tributary.bandwidth.Actors.receipt;
import static org.tributary.bandwidth.Actors.ticket;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tributary.bandwidth.Actors;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.receipt.ReceiptBatch;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.UsageKind;

/// Protocol §7.3 and §7.8, the stateless part.
class BatchCheckTest {
    private static final TicketLookup TICKETS =
            hash -> hash.equals(ticket(1).hash()) ? Optional.of(Actors.opened(ticket(1))) : Optional.empty();
    private final BatchCheck check = new BatchCheck(CHAIN, RULES, DOMAIN);
    private final SignedReceipt good = receipt(ticket(1), 100, 5);
    private final SignedReceipt forged = SignedReceipt.sign(good.receipt(), DOMAIN, Actors.key("somebody"));
    private final SignedReceipt unknown = receipt(ticket(2), 100, 5);
    private final SignedBatch batch = batch(7, List.of(good, forged, unknown, good));

    @Test
    void judgesEveryEntryByItself() {
        var verified = sound(batch).verify(TICKETS);

        assertThat(List.of(0, 1, 2, 3))
                .extracting(verified::verdict)
                .containsExactly(
                        SignatureVerdict.VALID,
                        SignatureVerdict.FORGED,
                        SignatureVerdict.TICKET_UNKNOWN,
                        SignatureVerdict.VALID);
        assertThat(verified.mayCount()).isTrue();
    }

    @Test
    void aBatchOfForgeriesCannotCount() {
        assertThat(sound(batch(1, List.of(forged))).verify(TICKETS).mayCount()).isFalse();
        assertThat(sound(batch(1, List.of(unknown))).verify(TICKETS).mayCount()).isTrue();
    }

    @Test
    void slicesGiveWhatTheWholeGives() {
        var sound = sound(batch);
        var joined = sound.join(List.of(sound.verify(TICKETS, 0, 1), sound.verify(TICKETS, 1, 4)));
        var whole = sound.verify(TICKETS);

        for (int i = 0; i < 4; i++) {
            assertThat(joined.verdict(i)).isEqualTo(whole.verdict(i));
        }
    }

    @Test
    void slicesThatDoNotCoverTheBatchAreABrokenPromise() {
        var sound = sound(batch);
        var start = sound.verify(TICKETS, 0, 2);
        assertThatThrownBy(() -> sound.join(List.of(start))).isInstanceOf(Invariant.Broken.class);
        assertThatThrownBy(() -> sound.join(List.of(start, start))).isInstanceOf(Invariant.Broken.class);
        assertThatThrownBy(() -> sound.join(List.of(start, sound(batch).verify(TICKETS, 2, 4))))
                .isInstanceOf(Invariant.Broken.class);
    }

    @Test
    void nobodyOutsideThisPackageCanClaimAVerdict() {
        for (var type : List.of(SoundBatch.class, VerifiedSlice.class, VerifiedBatch.class)) {
            for (var constructor : type.getDeclaredConstructors()) {
                assertThat(Modifier.isPublic(constructor.getModifiers())).isFalse();
            }
            assertThat(Modifier.isFinal(type.getModifiers())).isTrue();
        }
    }

    @Test
    void refusesAnExchangedReceipt() {
        var swapped = new SignedBatch(batch.batch(), batch.signature(), List.of(good, good, unknown, good));
        assertRefused(swapped, Rejection.BATCH_ROOT_MISMATCH);
    }

    @Test
    void refusesReorderedReceipts() {
        var reordered = new SignedBatch(
                batch.batch(), batch.signature(), batch.receipts().reversed());
        assertRefused(reordered, Rejection.BATCH_ROOT_MISMATCH);
    }

    @Test
    void refusesAMissingReceipt() {
        var shorter = new SignedBatch(
                batch.batch(), batch.signature(), batch.receipts().subList(0, 3));
        assertRefused(shorter, Rejection.BATCH_COUNT_MISMATCH);
    }

    @Test
    void refusesAForeignSignature() {
        var stolen = new SignedBatch(
                batch.batch(), Actors.key("thief").signRecoverable(DOMAIN.digest(batch.hash())), batch.receipts());
        assertRefused(stolen, Rejection.BATCH_BAD_SIGNATURE);
    }

    @Test
    void refusesABatchOfAnotherChain() {
        assertRefused(
                SignedBatch.sign(new ChainName("video"), 7, batch.receipts(), DOMAIN, Actors.PROVIDER),
                Rejection.WRONG_CHAIN);
    }

    @Test
    void refusesABatchBeyondTheLargest() {
        var small = new BatchCheck(CHAIN, new MeteringRules(UsageKind.BYTES, 1_000, 5, 2, 20, 2, 60, 3), DOMAIN);
        assertThat(small.begin(batch)).isEqualTo(new BatchVerdict.Refused(Rejection.BATCH_TOO_LARGE));
    }

    @Test
    void refusesEveryChangedField() {
        var b = batch.batch();
        var changed = new ArrayList<ReceiptBatch>();
        changed.add(new ReceiptBatch(
                Actors.key("x").address(), b.chain(), b.sequence(), b.first(), b.last(), b.count(), b.receiptsRoot()));
        changed.add(new ReceiptBatch(
                b.provider(), b.chain(), b.sequence() + 1, b.first(), b.last(), b.count(), b.receiptsRoot()));
        changed.add(new ReceiptBatch(
                b.provider(), b.chain(), b.sequence(), b.first(), b.last().next(), b.count(), b.receiptsRoot()));
        changed.add(new ReceiptBatch(
                b.provider(), b.chain(), b.sequence(), b.first(), b.last(), b.count(), Actors.hash("root")));
        for (var head : changed) {
            assertRefused(new SignedBatch(head, batch.signature(), batch.receipts()), Rejection.BATCH_BAD_SIGNATURE);
        }
    }

    private SoundBatch sound(SignedBatch signed) {
        return switch (check.begin(signed)) {
            case BatchVerdict.Sound(var sound) -> sound;
            case BatchVerdict.Refused(var rejection) -> throw new AssertionError(rejection);
        };
    }

    private void assertRefused(SignedBatch signed, Rejection rejection) {
        assertThat(check.begin(signed)).isEqualTo(new BatchVerdict.Refused(rejection));
    }
}
