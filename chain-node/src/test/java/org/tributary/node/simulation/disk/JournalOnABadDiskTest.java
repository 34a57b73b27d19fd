// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tributary.node.storage.FileJournal;

/// What a start has read, no power loss may take: the replica has repeated it to its peers by then.
class JournalOnABadDiskTest {
    private static final Bytes RECORD = Bytes.fromHexString("0xabcd");

    private Point fatal = Point.BEFORE_SEND;
    private final FileDisk disk = new FileDisk(new Hazard() {
        @Override
        public void at(Point point) {
            if (point == fatal) {
                throw new Crash();
            }
        }

        @Override
        public void reading() {}
    });

    @ParameterizedTest
    @EnumSource(names = {"AFTER_APPEND", "BEFORE_SYNC", "AFTER_RENAME"})
    void whatWasReadAtAStartSurvivesThePowerLossAfterIt(Point killedAt) {
        assertThatThrownBy(() -> writeUntil(killedAt)).isInstanceOf(Crash.class);
        fatal = Point.BEFORE_SEND;
        var read = open().records();
        for (int seed = 0; seed < 20; seed++) {
            disk.losePower(new Random(seed));
            assertThat(disk.files()).containsKey("/main/votes");
            assertThat(open().records()).isEqualTo(read);
        }
    }

    private void writeUntil(Point killedAt) {
        if (killedAt == Point.AFTER_RENAME) {
            fatal = killedAt;
            open();
        }
        var journal = open();
        fatal = killedAt;
        journal.append(RECORD);
        journal.sync();
    }

    private FileJournal open() {
        return FileJournal.open(disk.path("main/votes"));
    }
}
