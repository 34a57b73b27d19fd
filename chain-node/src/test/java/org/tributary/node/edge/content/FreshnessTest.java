// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// RFC 9111 §3 and §4.2.
class FreshnessTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static Freshness of(Map<String, String> headers) {
        return Freshness.of(name -> Optional.ofNullable(headers.get(name)), NOW);
    }

    private static Freshness control(String value) {
        return of(Map.of("Cache-Control", value));
    }

    private static Freshness fresh(long seconds) {
        return new Freshness(true, NOW.plusSeconds(seconds));
    }

    @Test
    void maxAgeSaysHowLong() {
        assertThat(control("max-age=60")).isEqualTo(fresh(60));
        assertThat(control("public, Max-Age=\"60\"")).isEqualTo(fresh(60));
        assertThat(of(Map.of("Cache-Control", "max-age=60", "Age", "20"))).isEqualTo(fresh(40));
        assertThat(of(Map.of("Cache-Control", "max-age=60", "Age", "200"))).isEqualTo(fresh(0));
    }

    @Test
    void aSharedCacheGoesByItsOwnAge() {
        assertThat(control("max-age=60, s-maxage=5")).isEqualTo(fresh(5));
        assertThat(control("s-maxage=0, max-age=60")).isEqualTo(fresh(0));
    }

    @Test
    void expiresCountsFromTheOriginsDate() {
        assertThat(of(Map.of(
                        "Date", "Sun, 01 Mar 2026 11:00:00 GMT",
                        "Expires", "Sun, 01 Mar 2026 11:01:30 GMT")))
                .isEqualTo(fresh(90));
        assertThat(of(Map.of("Expires", "0"))).isEqualTo(fresh(0));
        assertThat(of(Map.of("Expires", "Sun, 01 Mar 2026 13:00:00 GMT", "Cache-Control", "max-age=1")))
                .isEqualTo(fresh(1));
    }

    @Test
    void whatMustNotBeKeptIsNot() {
        assertThat(control("no-store").storable()).isFalse();
        assertThat(control("max-age=60, NO-STORE").storable()).isFalse();
        assertThat(control("private, max-age=60").storable()).isFalse();
        assertThat(of(Map.of("Set-Cookie", "a=b", "Cache-Control", "max-age=60"))
                        .storable())
                .isFalse();
        assertThat(of(Map.of("Vary", "*")).storable()).isFalse();
    }

    @Test
    void withoutAWordNothingIsFresh() {
        assertThat(of(Map.of())).isEqualTo(fresh(0));
        assertThat(control("no-cache, max-age=60")).isEqualTo(fresh(0));
        assertThat(control("max-age=soon")).isEqualTo(fresh(0));
        assertThat(control("max-age=-1")).isEqualTo(fresh(0));
    }

    @Test
    void noAgeIsTooLongToCount() {
        assertThat(control("max-age=99999999999999999999").until()).isAfter(NOW.plusSeconds(1_000_000_000L / 4));
    }
}
