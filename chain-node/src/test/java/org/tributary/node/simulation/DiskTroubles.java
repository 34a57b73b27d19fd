// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.io.IOException;
import java.util.Random;
import org.tributary.node.simulation.disk.Point;

/// How one machine's disk fails now.
final class DiskTroubles {
    private final Random random;
    private final Faults faults;
    private boolean isFull;
    private int writeErrorPerMille;
    private int syncErrorPerMille;
    private int readErrorPerMyriad;

    DiskTroubles(Random random, Faults faults) {
        this.random = random;
        this.faults = faults;
    }

    void fill() {
        isFull = true;
    }

    void failWrites(int perMille) {
        writeErrorPerMille = perMille;
    }

    void failSyncs(int perMille) {
        syncErrorPerMille = perMille;
    }

    void failReads(int perMyriad) {
        readErrorPerMyriad = perMyriad;
    }

    void repair() {
        isFull = false;
        writeErrorPerMille = 0;
        syncErrorPerMille = 0;
        readErrorPerMyriad = 0;
    }

    void at(Point point) throws IOException {
        switch (point) {
            case BEFORE_APPEND, BEFORE_BLOCK_WRITE, BEFORE_INDEX_WRITE, BEFORE_BATCH_WRITE, BEFORE_RENAME -> {
                fail(isFull, FaultKind.DISK_FULL, "No space left on device");
                fail(chance(writeErrorPerMille, 1_000), FaultKind.WRITE_ERROR, "Input/output error on write");
            }
            case BEFORE_SYNC, BEFORE_BATCH_SYNC ->
                fail(chance(syncErrorPerMille, 1_000), FaultKind.SYNC_ERROR, "fsync failed");
            case AFTER_APPEND,
                    AFTER_SYNC,
                    AFTER_RENAME,
                    AFTER_BLOCK_WRITE,
                    AFTER_INDEX_WRITE,
                    AFTER_BATCH_WRITE,
                    AFTER_BATCH_SYNC,
                    BEFORE_SEND,
                    AFTER_SEND -> {}
        }
    }

    void reading() throws IOException {
        fail(chance(readErrorPerMyriad, 10_000), FaultKind.READ_ERROR, "Input/output error on read");
    }

    private boolean chance(int threshold, int of) {
        return threshold > 0 && random.nextInt(of) < threshold;
    }

    private void fail(boolean really, FaultKind kind, String message) throws IOException {
        if (really) {
            faults.took(kind);
            throw new IOException(message);
        }
    }
}
