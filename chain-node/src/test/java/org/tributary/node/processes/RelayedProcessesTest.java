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

/// Four validators with a relay on every connection, on any machine. Protocol §3.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RelayedProcessesTest {
    @TempDir
    static Path directory;

    private static Arena<Loopback> arena;

    @BeforeAll
    static void enter() {
        arena = new Arena<>(directory, 4, () -> Loopback.create(4));
    }

    @AfterAll
    static void leave() {
        arena.close();
    }

    @Test
    void everyMessageLate() throws Exception {
        arena.survives(new Delay());
    }

    @Test
    void connectionsThatStayOpenAndSayNothing() throws Exception {
        arena.survives(new Silence());
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void whatWasEverFinalStandsInOneBlockEverywhereAndHappenedOnce() throws Exception {
        arena.conclude();
    }
}
