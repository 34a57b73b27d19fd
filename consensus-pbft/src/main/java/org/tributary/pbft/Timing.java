// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

/// Which timers run. They run only while something is awaited, so that an idle chain is idle. Protocol §2.
final class Timing {
    private Timing() {}

    /// The last act of every step: starts and stops timers as the new state wants them.
    static Step settle(Step step) {
        return settle(settle(settle(step, Timer.PROGRESS), Timer.CATCH_UP), Timer.ANSWERS);
    }

    private static Step settle(Step step, Timer timer) {
        var pace = step.state().pace();
        boolean wanted = isWanted(step.state(), timer);
        boolean runs = pace.token(timer) != 0;
        if (wanted == runs) {
            return step;
        }
        if (!wanted) {
            return step.to(pace.stopped(timer)).emit(new Effect.StopTimer(timer));
        }
        var started = pace.started(timer);
        return step.to(started).emit(new Effect.StartTimer(timer, started.token(timer), millis(step.state(), timer)));
    }

    private static boolean isWanted(State state, Timer timer) {
        boolean committing = state.round().isCommitting();
        return switch (timer) {
            case PROGRESS ->
                !committing
                        && state.voter().isPresent()
                        && (state.pace().demand()
                                || state.isInFlight()
                                || state.round().isChanging());
            case CATCH_UP -> !committing && (state.voter().isEmpty() || state.isBehind());
            case ANSWERS -> state.standing().asking().isPresent();
        };
    }

    private static long millis(State state, Timer timer) {
        var timeouts = state.instance().rules().timeouts();
        return switch (timer) {
            case PROGRESS ->
                timeouts.progressMillis(
                        state.view().number() - state.firstView().number(),
                        state.instance().committee().faults());
            case CATCH_UP, ANSWERS -> timeouts.catchUpMillis();
        };
    }
}
