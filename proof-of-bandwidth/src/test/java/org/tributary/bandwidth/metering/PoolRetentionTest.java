// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tributary.primitives.Bucket;

/// Protocol §7.10: what is paid for stays, what was asked for goes, and never before it can be challenged no more.
class PoolRetentionTest {
    private static final long LEAST = 10;
    private static final long USUAL = 100;

    private static Bucket kept(PoolRetention retention, long newest) {
        return retention.keeps(new Bucket(newest), LEAST, USUAL);
    }

    @Test
    void withoutAWishTheRulesHold() {
        assertThat(kept(PoolRetention.NONE, 0)).isEqualTo(new Bucket(100));
        assertThat(kept(PoolRetention.NONE, 7)).isEqualTo(new Bucket(107));
    }

    @Test
    void whatIsPaidForAddsUpFromNowOrFromWhatIsPaidAlready() {
        var once = PoolRetention.NONE.retained(new Bucket(1_000), 500);
        assertThat(kept(once, 3)).isEqualTo(new Bucket(1_500));
        assertThat(kept(once.retained(new Bucket(1_100), 500), 3)).isEqualTo(new Bucket(2_000));
        assertThat(kept(once.retained(new Bucket(9_000), 500), 3)).isEqualTo(new Bucket(9_500));
        // It never takes anything from what the rules give.
        assertThat(kept(once, 1_499)).isEqualTo(new Bucket(1_599));
    }

    @Test
    void noPaymentOverflows() {
        var retention = PoolRetention.NONE;
        for (int i = 0; i < 5; i++) {
            retention = retention.retained(new Bucket(1L << 50), (1L << 60) - 1);
        }
        assertThat(kept(retention, 3)).isEqualTo(new Bucket(1L << 60));
    }

    @Test
    void whatIsToBeForgottenStaysAsLongAsItCanBeChallenged() {
        var forgotten = PoolRetention.NONE.retained(new Bucket(50), 1_000).forgotten(new Bucket(60));
        assertThat(kept(forgotten, 60)).isEqualTo(new Bucket(70));
        assertThat(kept(forgotten, 61)).isEqualTo(new Bucket(161));
        // Who pays again keeps what comes then; what was to go goes.
        var again = forgotten.retained(new Bucket(65), 1_000);
        assertThat(kept(again, 60)).isEqualTo(new Bucket(70));
        assertThat(kept(again, 61)).isEqualTo(new Bucket(1_065));
    }
}
