// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

/// Demand and the timers. A token of 0 means that the timer does not run.
///
/// @param issued the last token given out, so that none is given twice
record Pace(boolean demand, long progress, long catchUp, long answers, long issued) {
    static final Pace IDLE = new Pace(false, 0, 0, 0, 0);

    long token(Timer timer) {
        return switch (timer) {
            case PROGRESS -> progress;
            case CATCH_UP -> catchUp;
            case ANSWERS -> answers;
        };
    }

    Pace started(Timer timer) {
        return with(timer, issued + 1, issued + 1);
    }

    Pace stopped(Timer timer) {
        return with(timer, 0, issued);
    }

    Pace demanding(boolean now) {
        return new Pace(now, progress, catchUp, answers, issued);
    }

    private Pace with(Timer timer, long token, long last) {
        return switch (timer) {
            case PROGRESS -> new Pace(demand, token, catchUp, answers, last);
            case CATCH_UP -> new Pace(demand, progress, token, answers, last);
            case ANSWERS -> new Pace(demand, progress, catchUp, token, last);
        };
    }
}
