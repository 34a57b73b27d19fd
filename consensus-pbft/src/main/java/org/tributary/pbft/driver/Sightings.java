// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.driver;

import java.time.Duration;
import org.tributary.pbft.Effect;
import org.tributary.pbft.JournalRecord;
import org.tributary.pbft.State;
import org.tributary.pbft.Step;

/// Tells the observer what a step shows to have happened.
final class Sightings {
    private final Clock clock;
    private final Observer observer;
    private long blockSeenAt;
    private boolean blockSeen;

    Sightings(Clock clock, Observer observer) {
        this.clock = clock;
        this.observer = observer;
    }

    void seen(State before, Step step) {
        var after = step.state();
        if (!blockSeen && step.effects().stream().anyMatch(Sightings::showsBlock)) {
            blockSeen = true;
            blockSeenAt = clock.nanoTime();
        }
        if (after.proven().isAfter(before.proven())) {
            observer.proven(after.proven());
        }
        seenStanding(before, step);
        if (after.height().isAfter(before.height())) {
            var latency = blockSeen ? Duration.ofNanos(clock.nanoTime() - blockSeenAt) : Duration.ZERO;
            blockSeen = false;
            observer.committed(before.height(), after.view(), latency);
        } else if (!after.view().equals(before.view())) {
            observer.viewChanged(after.height(), after.view());
        }
    }

    private void seenStanding(State before, Step step) {
        var after = step.state();
        if (step.effects().stream().anyMatch(Sightings::showsAmnesia)) {
            after.amnesia().ifPresent(observer::amnesia);
        }
        if (before.votesFrom().isEmpty()) {
            after.votesFrom().ifPresent(height -> observer.votesFrom(height, after.height()));
        }
    }

    private static boolean showsAmnesia(Effect effect) {
        return effect instanceof Effect.Persist(JournalRecord.Forgot(var height));
    }

    private static boolean showsBlock(Effect effect) {
        return effect instanceof Effect.Validate || effect instanceof Effect.Persist;
    }
}
