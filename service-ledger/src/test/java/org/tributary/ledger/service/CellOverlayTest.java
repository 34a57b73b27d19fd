// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.bandwidth.metering.Cells;
import org.tributary.bandwidth.metering.MemoryCells;
import org.tributary.ledger.store.MemoryStore;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;

/// Committed cells under the changes of a block look as cells that were simply changed.
class CellOverlayTest {
    private final MemoryStore store = new MemoryStore();
    private final MemoryCells reference = new MemoryCells();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyScanSeesWhatIsThereOnceAndInOrder(long seed) {
        var random = new Random(seed);
        var committed = new WriteBatch();
        for (int i = 0; i < 60; i++) {
            var key = key(random);
            committed.put(Table.CELLS, key, Bytes.of(i));
            reference.put(key, Bytes.of(i));
        }
        store.write(committed);
        var overlay = new CellOverlay(store);
        for (int i = 0; i < 200; i++) {
            var key = key(random);
            if (random.nextBoolean()) {
                overlay.put(key, Bytes.of(100 + i % 100));
                reference.put(key, Bytes.of(100 + i % 100));
            } else {
                overlay.remove(key);
                reference.remove(key);
            }
            var prefix = random.nextInt(4) == 0 ? Bytes.EMPTY : key.slice(0, 1 + random.nextInt(key.size()));
            int enough = 1 + random.nextInt(30);
            assertThat(scan(overlay, prefix, enough)).isEqualTo(scan(reference, prefix, enough));
            assertThat(overlay.get(key)).isEqualTo(reference.get(key));
        }
    }

    /// Short ones are often prefixes of long ones; bytes above 127 sort after those below.
    private static Bytes key(Random random) {
        var key = new byte[1 + random.nextInt(3)];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (random.nextInt(4) * 70);
        }
        return Bytes.wrap(key);
    }

    private static List<Bytes> scan(Cells cells, Bytes prefix, int enough) {
        var seen = new ArrayList<Bytes>();
        cells.scan(prefix, (key, value) -> {
            seen.add(Bytes.concatenate(key, Bytes.of(255), value));
            return seen.size() < enough;
        });
        return seen;
    }
}
