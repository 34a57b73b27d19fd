// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tributary.bandwidth.Actors;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;

/// Each kind has its own counter, and its own idea of what no honest client signs.
class MeterTest {
    private static final long BUCKET_MILLIS = 1_000;
    private static final Bucket START = new Bucket(100);

    @ParameterizedTest
    @CsvSource({"DOWN, 30", "UP, 12", "MAX, 30", "SUM, 42"})
    void bytesAndMessagesCountInTheProfilesDirection(Direction direction, long total) {
        for (var kind : new UsageKind[] {UsageKind.BYTES, UsageKind.MESSAGES}) {
            assertThat(Meter.of(kind, direction).total(receipt(100, 7, Hash.ZERO)))
                    .isEqualTo(total);
        }
    }

    @Test
    void aSumPastTheRangeIsItsEnd() {
        var receipt = new UsageReceipt(Hash.ZERO, START, Long.MAX_VALUE, 1, 0, false, Hash.ZERO);
        assertThat(Meter.of(UsageKind.BYTES, Direction.SUM).total(receipt)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void callsCountMillisecondsAndStorageByteSeconds() {
        assertThat(meter(UsageKind.CALL_MILLISECONDS).total(receipt(100, 7, Hash.ZERO)))
                .isEqualTo(7);
        assertThat(meter(UsageKind.BYTE_SECONDS).total(receipt(100, 7, Hash.ZERO)))
                .isEqualTo(30);
    }

    @Test
    void aCallIsNoLongerThanItsBuckets() {
        var meter = meter(UsageKind.CALL_MILLISECONDS);
        assertThat(meter.refusal(receipt(102, 3_000, Hash.ZERO), START, BUCKET_MILLIS))
                .isEmpty();
        assertThat(meter.refusal(receipt(102, 3_001, Hash.ZERO), START, BUCKET_MILLIS))
                .hasValue(Rejection.LONGER_THAN_TIME);
        assertThat(meter.refusal(receipt(102, Long.MAX_VALUE, Hash.ZERO), START, BUCKET_MILLIS))
                .hasValue(Rejection.LONGER_THAN_TIME);
    }

    @ParameterizedTest
    @EnumSource(names = {"BYTE_SECONDS", "MESSAGES"})
    void whatIsKeptOrDeliveredIsNamed(UsageKind kind) {
        assertThat(meter(kind).refusal(receipt(100, 0, Hash.ZERO), START, BUCKET_MILLIS))
                .hasValue(Rejection.NO_CONTENT);
        assertThat(meter(kind).refusal(receipt(100, 0, Actors.hash("content")), START, BUCKET_MILLIS))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aReceiptOfAKindStatesWhatItsMeterReads(UsageKind kind) {
        var receipt = Meter.of(kind).receipt(Hash.ZERO, START, 77, true, Actors.hash("content"));
        assertThat(Meter.of(kind).total(receipt)).isEqualTo(77);
        assertThat(Meter.of(kind).refusal(receipt, START, BUCKET_MILLIS)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyKindHasAStandardPrice(UsageKind kind) {
        var profile = BillingProfile.standard(kind);
        assertThat(profile.kind()).isEqualTo(kind);
        assertThat(profile.cost(profile.quantum())).isPositive();
    }

    @ParameterizedTest
    @EnumSource(names = {"BYTE_SECONDS", "CALL_MILLISECONDS"})
    void whatHasOneCounterHasOneDirection(UsageKind kind) {
        assertThatThrownBy(() -> new BillingProfile(
                        kind,
                        BillingMode.PER_UNIT,
                        BillingScope.PROVIDER,
                        Direction.SUM,
                        Ranking.NONE,
                        1,
                        Rounding.EXACT,
                        0,
                        Tariff.flat(Amount.of(1))))
                .hasMessageContaining("no direction but down");
    }

    private static Meter meter(UsageKind kind) {
        return Meter.of(kind, Direction.DOWN);
    }

    private static UsageReceipt receipt(long bucket, long millis, Hash content) {
        return new UsageReceipt(Hash.ZERO, new Bucket(bucket), 30, 12, millis, false, content);
    }
}
