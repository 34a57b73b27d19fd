// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.tributary.primitives.Invariant;

class MemoryStoreTest {
    private final MemoryStore store = new MemoryStore();

    @Test
    void scansAPrefixInTheOrderOfUnsignedBytes() {
        put("0x01", "0x0001", "0x0180", "0x017f", "0xff", "0x02", "0x0100");
        assertThat(scan("0x01", "0x", 9)).containsExactly("0x01", "0x0100", "0x017f", "0x0180");
        assertThat(scan("0x", "0x017f", 9)).containsExactly("0x017f", "0x0180", "0x02", "0xff");
    }

    @Test
    void stopsWhereTheVisitorHasEnough() {
        put("0x01", "0x02", "0x03");
        assertThat(scan("0x", "0x", 2)).containsExactly("0x01", "0x02");
    }

    @Test
    void theLaterOfTwoWritesToOneKeyWins() {
        store.write(new WriteBatch()
                .put(Table.META, Bytes.of(1), Bytes.of(1))
                .delete(Table.META, Bytes.of(1))
                .delete(Table.META, Bytes.of(2))
                .put(Table.META, Bytes.of(2), Bytes.of(2)));
        assertThat(store.get(Table.META, Bytes.of(1))).isEmpty();
        assertThat(store.get(Table.META, Bytes.of(2))).contains(Bytes.of(2));
    }

    @Test
    void refusesAWriteByWhoIsVisiting() {
        put("0x01");
        assertThatThrownBy(() -> store.scan(Table.META, Bytes.EMPTY, Bytes.EMPTY, (key, _) -> {
                    store.write(new WriteBatch().delete(Table.META, key));
                    return true;
                }))
                .isInstanceOf(Invariant.Broken.class);
    }

    private void put(String... keys) {
        var batch = new WriteBatch();
        for (var key : keys) {
            batch.put(Table.META, Bytes.fromHexString(key), Bytes.of(7));
        }
        store.write(batch);
    }

    private List<String> scan(String prefix, String from, int enough) {
        var keys = new ArrayList<String>();
        store.scan(Table.META, Bytes.fromHexString(prefix), Bytes.fromHexString(from), (key, _) -> {
            keys.add(key.toHexString());
            return keys.size() < enough;
        });
        return keys;
    }
}
