// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Seven validators, two of which may fail at once. Protocol §3.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SevenProcessesTest {
    @TempDir
    static Path directory;

    private static Arena<Namespaces> arena;

    @BeforeAll
    static void enter() {
        arena = new Arena<>(directory, 7, () -> Namespaces.create(7));
    }

    @AfterAll
    static void leave() {
        arena.close();
    }

    @Test
    void twoPausedWithAllConnectionsOpen() throws Exception {
        arena.survives(new Pause());
    }

    @Test
    void halvesThatShareOneValidator() throws Exception {
        arena.survives(new Bridge());
    }

    @Test
    void threeKilledAndStartedAgain() throws Exception {
        arena.survives(KillMany.oneTooMany());
    }

    @Test
    void heardByNobody() throws Exception {
        Chance.onlyInLongRuns();
        arena.survives(new OneWay());
    }

    @Test
    void killedOverAndOverAndWhileItRecovers() throws Exception {
        Chance.onlyInLongRuns();
        arena.survives(new KillNine());
    }

    @Test
    void threePacketsInTenLost() throws Exception {
        Chance.onlyInLongRuns();
        arena.survives(new Loss());
    }

    @Test
    void moreThanMayFailCutOffAndBack() throws Exception {
        Chance.onlyInLongRuns();
        arena.survives(new Isolation());
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void whatWasEverFinalStandsInOneBlockEverywhereAndHappenedOnce() throws Exception {
        arena.conclude();
    }
}
