// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.MemoryStore;
import org.tributary.ledger.store.StoreContent;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Verdict;

/// Random blocks, the same in four ways: as they come, in another order, with failed writes that are taken back, and in
/// a model that computes its root from scratch.
class RandomStateTest {
    private static final int BLOCKS = 15;
    private static final int ACCOUNTS = 40;
    private static final List<Table> STATE_TABLES = List.of(Table.ACCOUNTS, Table.SLOTS, Table.TRIE);

    private record Write(Address address, long nonce, long balance, int slot, long word) {
        void to(State state) {
            if (slot < 0) {
                state.account(address, Account.EMPTY.withNonce(nonce).withBalance(Amount.of(balance)));
            } else {
                state.slot(address, UInt256.valueOf(slot), UInt256.fromBytes(Bytes.ofUnsignedLong(word)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void everyWayThroughABlockEndsInTheRootOfTheReference(int seed) {
        var random = new Random(seed);
        var model = new ReferenceState();
        KeyValueStore straight = new MemoryStore();
        KeyValueStore shuffled = new MemoryStore();
        KeyValueStore detoured = new MemoryStore();
        for (int i = 0; i < BLOCKS; i++) {
            var writes = block(random);
            writes.forEach(
                    write -> model.write(write.address(), write.nonce(), write.balance(), write.slot(), write.word()));
            run(straight, writes, model);
            var other = new ArrayList<>(writes);
            Collections.shuffle(other, random);
            run(shuffled, other, model);
            runWithFailures(detoured, writes, random, model);
            for (var table : STATE_TABLES) {
                assertThat(StoreContent.of(shuffled, table)).isEqualTo(StoreContent.of(straight, table));
                assertThat(StoreContent.of(detoured, table)).isEqualTo(StoreContent.of(straight, table));
            }
        }
    }

    private static void run(KeyValueStore store, List<Write> writes, ReferenceState model) {
        var state = State.over(store);
        writes.forEach(write -> write.to(state));
        commit(store, state, model);
        var proof = State.over(store).proof(writes.getFirst().address(), List.of(UInt256.ZERO, UInt256.ONE));
        assertThat(proof.verify(model.root())).isEqualTo(Verdict.accept());
    }

    private static void runWithFailures(KeyValueStore store, List<Write> writes, Random random, ReferenceState model) {
        var state = State.over(store);
        for (var write : writes) {
            int mark = state.mark();
            block(random).forEach(failed -> failed.to(state));
            if (random.nextInt(4) == 0) {
                state.root();
            }
            state.revertTo(mark);
            write.to(state);
        }
        commit(store, state, model);
    }

    private static void commit(KeyValueStore store, State state, ReferenceState model) {
        assertThat(state.root()).isEqualTo(model.root());
        var batch = new WriteBatch();
        state.writeTo(batch);
        store.write(batch);
        assertThat(State.over(store).root()).isEqualTo(model.root());
    }

    /// Writes to different places, so that their order does not matter.
    private static List<Write> block(Random random) {
        var writes = new ArrayList<Write>();
        int count = 1 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            var address = Address.reserved(1 + random.nextInt(ACCOUNTS));
            // Most accounts have one slot at most, the first few have many.
            int slots = address.bytes().get(19) < 4 ? 12 : 1;
            int slot = random.nextInt(slots + 1) - 1;
            boolean clears = random.nextInt(3) == 0;
            var write = new Write(
                    address,
                    clears ? 0 : random.nextInt(3),
                    clears ? 0 : random.nextLong(1000),
                    slot,
                    clears ? 0 : random.nextLong() >>> random.nextInt(64));
            if (writes.stream().noneMatch(known -> known.address().equals(address) && known.slot() == slot)) {
                writes.add(write);
            }
        }
        return writes;
    }
}
