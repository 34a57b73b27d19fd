// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;

/// Who is struck and for how long, drawn from a seed.
///
/// @param lasting how long a fault lasts: `-Dtributary.processes.seconds`
record Chance(Random random, Duration lasting) {
    private static final long SECONDS = Long.getLong("tributary.processes.seconds", 3);
    private static final long SEED = Long.getLong("tributary.processes.seed", System.nanoTime() & 0xffff_ffffL);

    /// The same for every leg of one run.
    static long seed() {
        return SEED;
    }

    /// Each leg draws on its own, so that it can be run again without the others.
    static Chance of(Leg<?> leg) {
        return new Chance(new Random(SEED ^ leg.getClass().getName().hashCode()), Duration.ofSeconds(SECONDS));
    }

    /// Skips a leg that the others nearly cover, unless somebody has the time.
    static void onlyInLongRuns() {
        Assumptions.assumeTrue(SECONDS >= 10, "only with -Dtributary.processes.seconds=10 or more");
    }

    int victim(Validators validators) {
        return random.nextInt(validators.count());
    }

    List<Integer> victims(Validators validators, int count) {
        return shuffled(validators).subList(0, count);
    }

    List<Integer> shuffled(Validators validators) {
        var numbers = IntStream.range(0, validators.count()).boxed().collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(numbers, random);
        return numbers;
    }

    void last() throws InterruptedException {
        Thread.sleep(lasting);
    }

    /// At most so long.
    void moment(Duration most) throws InterruptedException {
        Thread.sleep(random.nextLong(1 + most.toMillis()));
    }
}
