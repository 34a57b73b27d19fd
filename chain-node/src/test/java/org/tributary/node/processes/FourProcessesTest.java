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

/// Four validators, one of which may fail. Protocol §3.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FourProcessesTest {
    @TempDir
    static Path directory;

    private static Arena<Namespaces> arena;

    @BeforeAll
    static void enter() {
        arena = new Arena<>(directory, 4, () -> Namespaces.create(4));
    }

    @AfterAll
    static void leave() {
        arena.close();
    }

    @Test
    void killedOverAndOverAndWhileItRecovers() throws Exception {
        arena.survives(new KillNine());
    }

    @Test
    void moreThanMayFailKilledAndStartedAgain() throws Exception {
        arena.survives(KillMany.oneTooMany());
    }

    @Test
    void allKilledAndStartedAgain() throws Exception {
        Chance.onlyInLongRuns();
        arena.survives(KillMany.all());
    }

    @Test
    void pausedWithAllConnectionsOpen() throws Exception {
        arena.survives(new Pause());
    }

    @Test
    void heardByNobody() throws Exception {
        arena.survives(new OneWay());
    }

    @Test
    void halvesThatShareOneValidator() throws Exception {
        arena.survives(new Bridge());
    }

    @Test
    void moreThanMayFailCutOffAndBack() throws Exception {
        Chance.onlyInLongRuns();
        arena.survives(new Isolation());
    }

    @Test
    void threePacketsInTenLost() throws Exception {
        arena.survives(new Loss());
    }

    @Test
    void aFullDiskHaltsWithItsReasonAndSpaceIsEnoughToGoOn() throws Exception {
        arena.survives(new FullDisk());
    }

    @Test
    void aDeletedDataDirectory() throws Exception {
        arena.survives(new DeletedData());
    }

    @Test
    void anOldBackupRestored() throws Exception {
        arena.survives(new OldBackup());
    }

    @Test
    void floodedByATraitor() throws Exception {
        arena.survives(new Traitor());
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void whatWasEverFinalStandsInOneBlockEverywhereAndHappenedOnce() throws Exception {
        arena.conclude();
    }
}
