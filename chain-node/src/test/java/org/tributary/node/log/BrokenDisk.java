// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.log;

import java.io.IOException;
import java.util.Optional;
import java.util.TreeMap;
import org.tributary.node.simulation.disk.Crash;
import org.tributary.node.simulation.disk.FileDisk;
import org.tributary.node.simulation.disk.Hazard;
import org.tributary.node.simulation.disk.Point;

/// A disk at one point of which the process dies, or the disk fails, after so many passes.
final class BrokenDisk implements Hazard {
    final FileDisk files = new FileDisk(this);
    private Optional<Point> fatal = Optional.empty();
    private Optional<Point> failing = Optional.empty();
    private int passes;
    private final TreeMap<Point, Integer> seen = new TreeMap<>();

    void dieAt(Point point, int after) {
        fatal = Optional.of(point);
        passes = after;
    }

    void failAt(Point point) {
        failing = Optional.of(point);
    }

    void repair() {
        fatal = Optional.empty();
        failing = Optional.empty();
    }

    /// How often the point was passed.
    int passed(Point point) {
        return seen.getOrDefault(point, 0);
    }

    @Override
    public void at(Point point) throws IOException {
        seen.merge(point, 1, Integer::sum);
        if (fatal.filter(point::equals).isPresent() && passes-- == 0) {
            throw new Crash();
        }
        if (failing.filter(point::equals).isPresent()) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    public void reading() {}
}
