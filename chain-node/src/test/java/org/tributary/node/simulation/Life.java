// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.tributary.node.simulation.disk.Crash;

/// One process from its start to its end: whatever it planned dies with it, and waits while it is paused.
final class Life {
    private final Agenda agenda;
    private final Random random;
    private final Consumer<RuntimeException> threw;
    private final Consumer<Throwable> ended;
    private final List<Runnable> paused = new ArrayList<>();
    private boolean isPaused;
    private boolean isOver;

    /// @param threw told what a task threw
    /// @param ended told once, with what ended it
    Life(Agenda agenda, Random random, Consumer<RuntimeException> threw, Consumer<Throwable> ended) {
        this.threw = threw;
        this.agenda = agenda;
        this.random = random;
        this.ended = ended;
    }

    Agenda agenda() {
        return agenda;
    }

    boolean isOver() {
        return isOver;
    }

    boolean isPaused() {
        return isPaused;
    }

    /// Plans a task of this process.
    void inMicros(long micros, Runnable task) {
        agenda.inMicros(micros, () -> run(task));
    }

    /// As soon as a thread gets to it.
    void soon(Runnable task) {
        inMicros(20 + random.nextInt(400), task);
    }

    /// Runs a task of this process now, unless it is over or paused.
    void run(Runnable task) {
        if (isOver) {
            return;
        }
        if (isPaused) {
            paused.add(task);
            return;
        }
        try {
            task.run();
        } catch (Crash crash) {
            end(crash);
        } catch (RuntimeException thrown) {
            threw.accept(thrown);
        }
    }

    void end(Throwable cause) {
        if (!isOver) {
            isOver = true;
            paused.clear();
            ended.accept(cause);
        }
    }

    /// SIGSTOP.
    void pause() {
        isPaused = true;
    }

    /// SIGCONT: everything that came due meanwhile happens at once.
    void resume() {
        isPaused = false;
        var due = List.copyOf(paused);
        paused.clear();
        due.forEach(this::run);
    }
}
