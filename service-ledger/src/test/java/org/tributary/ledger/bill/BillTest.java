// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tributary.ledger.block.Outcome;
import org.tributary.ledger.view.LogEntry;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Verdict;

/// A whole bill, and every kind of damage to its bytes.
class BillTest {
    private static BilledNetwork network;
    private static Bundle bundle;

    @BeforeAll
    static void bill() {
        network = new BilledNetwork();
        network.serve(30);
        bundle = network.bill();
    }

    private static BillVerdict verify(Bytes bytes) {
        return BillVerifier.verify(network.validators.spec, new Bundle(bytes).source());
    }

    private static String refusal(Bytes bytes) {
        return ((BillVerdict.Refuted) verify(bytes)).reason();
    }

    @Test
    void aBillIsRecomputedFromTheGenesisFileAlone() {
        var summary = ((BillVerdict.Verified) verify(bundle.bytes())).summary();
        var totals = summary.totals();
        long leaves = network.metering.windows().stream()
                .flatMap(window -> network.metering.leaves(window).stream())
                .mapToLong(row -> row.leaves().size())
                .sum();
        assertThat(summary.counts().windows()).isGreaterThan(2);
        assertThat(summary.counts().proofsChecked()).isEqualTo(leaves).isEqualTo(30 * 6);
        assertThat(summary.counts().tickets()).isEqualTo(6);
        assertThat(summary.rejected()).isEqualTo(30 * 2);
        assertThat(totals.billed()).isEqualTo(network.billed()).isGreaterThan(Amount.ZERO);
        assertThat(totals.adds()).isTrue();
        assertThat(totals.unsettled()).isEqualTo(Amount.ZERO);
        assertThat(totals.held()).isGreaterThan(Amount.ZERO);
        assertThat(summary.owners()).containsValue(network.owner()).hasSize(1);
    }

    @Test
    void anyFlippedByteIsNamedAsDamage() {
        // A step that shares no factor with what repeats in the file.
        for (int at = 0; at < bundle.bytes().size(); at += 499) {
            var bytes = bundle.bytes().toArray();
            bytes[at] ^= 0x10;
            assertThat(refusal(Bytes.wrap(bytes))).as("byte " + at).containsAnyOf("damaged", "cut short");
        }
    }

    @Test
    void aTruncatedBillIsCutShortWhereverItEnds() {
        for (int size = 0; size < bundle.bytes().size(); size += 997) {
            assertThat(refusal(bundle.bytes().slice(0, size))).isEqualTo("the file is cut short");
        }
        var last = bundle.bytes().size() - 1;
        assertThat(refusal(bundle.bytes().slice(0, last))).isEqualTo("the file is cut short");
    }

    @Test
    void bytesAfterTheEndAreRefused() {
        assertThat(refusal(Bytes.concatenate(bundle.bytes(), Bytes.of(0))))
                .isEqualTo("bytes follow the end of the bill");
    }

    /// With right digests: nothing but the meaning of the bytes is left to find the change by. Every bit of
    /// a byte gets its turn.
    @Test
    void noChangedBitOfAnyPartGoesUnnoticedBehindRightDigests() {
        var parts = bundle.parts(network.validators.network());
        int tried = 0;
        for (int part = 0; part < parts.size(); part++) {
            int size = parts.get(part).encoded().size();
            for (int at = part % 3; at < size; at += 1 + size / 9) {
                int bit = at * Byte.SIZE + tried % Byte.SIZE;
                var forged = bundle.flipped(parts, part, bit);
                assertThat(verify(forged.bytes()))
                        .as("bit " + bit + " of part " + part + ", "
                                + parts.get(part).getClass())
                        .isInstanceOf(BillVerdict.Refuted.class);
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(100);
    }

    @Test
    void aPartThatIsMissingOrThereTwiceOrOutOfPlaceIsNoticed() {
        var parts = bundle.parts(network.validators.network());
        for (int at = 0; at < parts.size(); at++) {
            var without = new ArrayList<>(parts);
            var removed = without.remove(at);
            if (at < parts.size() - 1) {
                assertThat(verify(Bundle.of(without).bytes()))
                        .as("without part " + at)
                        .isInstanceOf(BillVerdict.Refuted.class);
                without.add(at, removed);
                without.add(at, removed);
                assertThat(verify(Bundle.of(without).bytes()))
                        .as("twice part " + at)
                        .isInstanceOf(BillVerdict.Refuted.class);
                without.remove(at);
                Collections.swap(without, at, at + 1);
                boolean alike = parts.get(at) instanceof BillPart.Pool && parts.get(at + 1) instanceof BillPart.Pool;
                assertThat(alike || verify(Bundle.of(without).bytes()) instanceof BillVerdict.Refuted)
                        .as("swapped parts " + at)
                        .isTrue();
            }
        }
    }

    @Test
    void anExportStopsBeforeWhatIsNotSettledYet() {
        var young = new BilledNetwork();
        young.serveUnsettled(30);
        var summary = ((BillVerdict.Verified)
                        BillVerifier.verify(young.validators.spec, young.bill().source()))
                .summary();
        assertThat(summary.counts().windows())
                .isLessThan(network.metering.windows().size());
        young.settle();
        var later = ((BillVerdict.Verified)
                        BillVerifier.verify(young.validators.spec, young.bill().source()))
                .summary();
        assertThat(later.counts().windows()).isGreaterThan(summary.counts().windows());
    }

    @Test
    void aBillOfNothingIsABill() {
        var idle = new BilledNetwork();
        var verdict = BillVerifier.verify(idle.validators.spec, idle.bill().source());
        assertThat(((BillVerdict.Verified) verdict).summary().counts().windows())
                .isZero();
    }

    @Test
    void aNodeWithoutABatchSaysSoInsteadOfABill() {
        var forgetful = new BilledNetwork();
        forgetful.serve(3);
        forgetful.receipts.forget();
        var verdict = forgetful.exporter().export(piece -> {});
        assertThat(((Verdict.Reject) verdict).reason()).contains("does not hold batch");
    }

    @Test
    void aLargePartGoesOverSeveralPiecesAndBack() {
        var settlement = bundle.parts(network.validators.network()).stream()
                .filter(BillPart.Settlement.class::isInstance)
                .map(part -> ((BillPart.Settlement) part).outcome())
                .findFirst()
                .orElseThrow();
        var data = Bytes.wrap(new byte[3 * Pieces.MAX_BODY]);
        var log = new LogEntry(network.owner(), List.of(), data);
        var outcome = settlement.outcome();
        var large = new Outcome(outcome.transaction(), outcome.sender(), outcome.system(), true, 0, List.of(log));
        List<BillPart> written = List.of(
                new BillPart.Settlement(new ProvenOutcome(settlement.block(), settlement.path(), large)),
                new BillPart.End());
        assertThat(Bundle.of(written).parts(network.validators.network())).isEqualTo(written);
    }
}
