// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.tributary.node.simulation.disk.Point;

/// Where a node's process is to die. What came once does not come again.
final class Deaths {
    private final Map<Point, Death> planned = new EnumMap<>(Point.class);
    private final Map<Moment, Death> moments = new EnumMap<>(Moment.class);
    private OptionalInt questionsLeft = OptionalInt.empty();
    private Runnable atNextStart = () -> {};

    /// @param passes that it survives first
    record Death(int passes, boolean powerFails) {}

    /// Dies when it comes by `point` for the `pass`-th time, alone or with the machine's power.
    void at(Point point, int pass, boolean powerFails) {
        planned.put(point, new Death(pass, powerFails));
    }

    /// Dies when it comes by `moment` for the `pass`-th time.
    void at(Moment moment, int pass, boolean powerFails) {
        moments.put(moment, new Death(pass, powerFails));
    }

    /// As [#at], from the first moment of its next start on.
    void atNextStart(Point point, int pass, boolean powerFails) {
        atNextStart = () -> at(point, pass, powerFails);
    }

    /// Dies when it has asked for so many pieces of a snapshot.
    void afterQuestions(int questions) {
        questionsLeft = OptionalInt.of(questions);
    }

    void starting() {
        atNextStart.run();
        atNextStart = () -> {};
    }

    Optional<Death> dueAt(Point point) {
        return due(planned, point);
    }

    Optional<Death> dueAt(Moment moment) {
        return due(moments, moment);
    }

    private static <K> Optional<Death> due(Map<K, Death> deaths, K place) {
        var death = deaths.remove(place);
        if (death != null && death.passes() > 0) {
            deaths.put(place, new Death(death.passes() - 1, death.powerFails()));
            return Optional.empty();
        }
        return Optional.ofNullable(death);
    }

    boolean isDueAtQuestion() {
        if (questionsLeft.isEmpty()) {
            return false;
        }
        int left = questionsLeft.getAsInt();
        questionsLeft = left > 0 ? OptionalInt.of(left - 1) : OptionalInt.empty();
        return left == 0;
    }

    /// It lives on.
    void cancel() {
        questionsLeft = OptionalInt.empty();
        atNextStart = () -> {};
        planned.clear();
        moments.clear();
    }
}
