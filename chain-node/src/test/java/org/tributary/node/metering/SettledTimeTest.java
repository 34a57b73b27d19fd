// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tributary.node.metering.SettledTime.Times;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Height;

/// Nothing is late by a clock: only blocks tell the time by which batches go.
class SettledTimeTest {
    private static final long BUCKET = 10;

    /// A chain whose block `i` is of the time that stands at `i`.
    private static Times chain(Long... millis) {
        var all = List.of(millis);
        return new Times(() -> new Height(all.size() - 1L), height -> Optional.of(all.get((int) height.number())));
    }

    private static Optional<Bucket> settled(Times main, Times service, long depth) {
        return new SettledTime(main, service, depth, BUCKET).get();
    }

    @Test
    void aYoungChainLetsNothingGo() {
        assertThat(settled(chain(0L, 100L, 200L), chain(0L), 3)).isEmpty();
    }

    @Test
    void itIsTheTimeOfTheMainBlockThatIsDeepEnough() {
        assertThat(settled(chain(0L, 100L, 200L, 300L), chain(0L, 90L), 2)).contains(new Bucket(10));
        assertThat(settled(chain(0L, 100L, 200L, 300L), chain(0L), 0)).contains(new Bucket(30));
    }

    @Test
    void whatAServiceBlockSinceMayHaveNeededStays() {
        // The service chain stood still from 40 to 250: its block at 250 closed windows from 40 on.
        assertThat(settled(chain(0L, 100L, 200L, 300L), chain(0L, 40L, 250L), 1))
                .contains(new Bucket(4));
        assertThat(settled(chain(0L, 100L, 200L, 300L), chain(0L, 40L, 250L), 0))
                .contains(new Bucket(30));
    }

    @Test
    void headersThatAreGoneAreOld() {
        var service = new Times(
                () -> new Height(9),
                height -> height.number() < 5 ? Optional.empty() : Optional.of(100 * height.number()));
        assertThat(settled(chain(0L, 650L, 700L), service, 1)).contains(new Bucket(60));
    }
}
