// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;

class RecentRecordsTest {
    private static final Bytes KEY = Bytes.of(7);

    private final MemoryStore disk = new MemoryStore();
    private int reads;

    /// Happens in the middle of the next read, which has its value by then.
    private Runnable meanwhile = () -> {};

    private final RecentRecords store = new RecentRecords(new KeyValueStore() {
        @Override
        public Optional<Bytes> get(Table table, Bytes key) {
            reads++;
            var value = disk.get(table, key);
            var now = meanwhile;
            meanwhile = () -> {};
            now.run();
            return value;
        }

        @Override
        public void scan(Table table, Bytes prefix, Bytes from, Visitor visitor) {
            disk.scan(table, prefix, from, visitor);
        }

        @Override
        public void write(WriteBatch batch) {
            disk.write(batch);
        }

        @Override
        public void writeUnsynced(WriteBatch batch) {
            disk.writeUnsynced(batch);
        }

        @Override
        public void close() {}
    });

    @Test
    void everyAnswerIsThatOfTheStoreBelow() {
        var random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            var table = Table.values()[random.nextInt(Table.values().length)];
            var key = Bytes.of(random.nextInt(40));
            switch (random.nextInt(4)) {
                case 0 -> store.write(new WriteBatch().put(table, key, Bytes.random(random.nextInt(2_000), random)));
                case 1 ->
                    store.write(new WriteBatch().put(table, key, Bytes.of(1)).delete(table, key));
                case 2 ->
                    store.writeUnsynced(new WriteBatch().delete(table, key).put(table, key, Bytes.of(2)));
                default -> assertThat(store.get(table, key)).isEqualTo(disk.get(table, key));
            }
        }
    }

    @Test
    void whatWasReadOrWrittenIsNotReadAgain() {
        store.get(Table.ACCOUNTS, KEY);
        store.get(Table.ACCOUNTS, KEY);
        assertThat(reads).isEqualTo(1);
        store.write(new WriteBatch().put(Table.SLOTS, KEY, Bytes.of(1)));
        assertThat(store.get(Table.SLOTS, KEY)).contains(Bytes.of(1));
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void aValueReplacedWhileItWasReadIsNotKept() {
        store.write(new WriteBatch().put(Table.BLOCKS, KEY, Bytes.of(1)));
        meanwhile = () -> store.write(new WriteBatch().put(Table.UNITS, KEY, Bytes.of(9)));
        assertThat(store.get(Table.UNITS, KEY)).as("of the moment of the read").isEmpty();
        assertThat(store.get(Table.UNITS, KEY)).contains(Bytes.of(9));
        meanwhile = () -> store.write(new WriteBatch().put(Table.TRIE, Bytes.of(8), Bytes.of(1)));
        assertThat(store.get(Table.TRIE, KEY)).isEmpty();
        disk.write(new WriteBatch().put(Table.TRIE, KEY, Bytes.of(3)));
        assertThat(store.get(Table.TRIE, KEY))
                .as("any write in between casts doubt on the read")
                .contains(Bytes.of(3));
    }

    @Test
    void itHoldsABoundedNumberOfRecords() {
        for (int i = 0; i < 70_000; i++) {
            store.get(Table.ACCOUNTS, Bytes.ofUnsignedInt(i));
        }
        reads = 0;
        store.get(Table.ACCOUNTS, Bytes.ofUnsignedInt(0));
        store.get(Table.ACCOUNTS, Bytes.ofUnsignedInt(69_999));
        assertThat(reads).as("the oldest is gone, the newest is there").isEqualTo(1);
    }
}
