// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.tributary.rpc.jsonrpc.follow.RecentPending;

final class OpenFiltersTest {
    private static final Duration EXPIRY = Duration.ofMinutes(5);

    private final AtomicLong nanos = new AtomicLong();
    private final OpenFilters filters = new OpenFilters(EXPIRY, 2, nanos::get);

    @Test
    void aFilterThatIsPolledLivesOn() {
        var id = open();
        for (int poll = 0; poll < 10; poll++) {
            nanos.addAndGet(EXPIRY.toNanos());
            assertThat(filters.use(id)).isPresent();
        }
    }

    @Test
    void aFilterThatNobodyPollsIsDropped() {
        var id = open();
        nanos.addAndGet(EXPIRY.toNanos() + 1);
        assertThat(filters.use(id)).isEmpty();
    }

    @Test
    void droppedFiltersMakeRoom() {
        open();
        open();
        assertThat(filters.add(filter())).isEmpty();
        nanos.addAndGet(EXPIRY.toNanos() + 1);
        assertThat(filters.add(filter())).isPresent();
    }

    private String open() {
        return filters.add(filter()).orElseThrow();
    }

    private static Filter filter() {
        return new Filter.OfPending(new RecentPending());
    }
}
