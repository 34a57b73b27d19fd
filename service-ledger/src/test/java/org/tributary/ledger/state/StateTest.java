// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.tributary.ledger.store.MemoryStore;
import org.tributary.ledger.store.StoreContent;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.ledger.trie.Trie;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Invariant;

class StateTest {
    private static final Address ALICE = Address.parse("0x00000000000000000000000000000000000a11ce");
    private static final Address BOB = Address.parse("0x0000000000000000000000000000000000000b0b");
    private static final UInt256 HEAD = UInt256.MAX_VALUE;

    private final MemoryStore store = new MemoryStore();

    @Test
    void anEmptyStateHasTheRootOfTheEmptyTrie() {
        assertThat(State.over(store).root()).isEqualTo(Trie.EMPTY_ROOT);
    }

    @Test
    void readsBackWhatTheBlockWroteAndAfterItsCommit() {
        var state = State.over(store);
        state.account(ALICE, rich(7));
        state.slot(ALICE, HEAD, UInt256.valueOf(300));
        assertThat(state.account(ALICE).balance()).isEqualTo(Amount.of(7));
        assertThat(state.slot(ALICE, HEAD)).isEqualTo(UInt256.valueOf(300));
        commit(state);

        var reader = StateReader.over(store);
        assertThat(reader.account(ALICE).balance()).isEqualTo(Amount.of(7));
        assertThat(reader.slot(ALICE, HEAD)).isEqualTo(UInt256.valueOf(300));
        assertThat(reader.account(BOB)).isEqualTo(Account.EMPTY);
        assertThat(reader.slot(BOB, HEAD)).isEqualTo(UInt256.ZERO);
    }

    @Test
    void ignoresTheStorageRootThatAWriterSets() {
        var state = State.over(store);
        state.account(ALICE, rich(1).withStorageRoot(Hash.ZERO));
        assertThat(state.account(ALICE)).isEqualTo(rich(1));
    }

    @Test
    void theLeafHasTheStorageRootBeforeTheBlockEnds() {
        var state = State.over(store);
        state.account(ALICE, rich(1));
        state.slot(ALICE, HEAD, UInt256.ONE);
        assertThat(state.account(ALICE).storageRoot()).isEqualTo(Trie.EMPTY_ROOT);
        var leaf = state.leaf(ALICE);
        state.root();
        assertThat(leaf).isEqualTo(state.account(ALICE)).isNotEqualTo(rich(1));
    }

    @Test
    void dropsAnAccountThatHoldsNothingAnyMore() {
        var first = State.over(store);
        first.account(ALICE, rich(5));
        first.slot(ALICE, HEAD, UInt256.ONE);
        commit(first);
        var second = State.over(store);
        second.account(ALICE, Account.EMPTY);
        second.slot(ALICE, HEAD, UInt256.ZERO);
        assertThat(second.root()).isEqualTo(Trie.EMPTY_ROOT);
        commit(second);
        for (var table : List.of(Table.ACCOUNTS, Table.SLOTS, Table.TRIE)) {
            assertThat(StoreContent.of(store, table)).isEmpty();
        }
    }

    @Test
    void keepsAnEmptyAccountThatHasStorage() {
        var state = State.over(store);
        state.slot(ALICE, HEAD, UInt256.ONE);
        commit(state);
        assertThat(StateReader.over(store).account(ALICE).storageRoot()).isNotEqualTo(Trie.EMPTY_ROOT);
    }

    @Test
    void writesNoTrieNodeForTheStorageOfAnAccountWithOneSlot() {
        var state = State.over(store);
        state.account(ALICE, rich(5));
        state.slot(ALICE, HEAD, UInt256.MAX_VALUE);
        commit(state);
        assertThat(StoreContent.of(store, Table.TRIE)).hasSize(1);
    }

    @Test
    void aSecondSlotFindsTheFirstOneThatTheBlockDidNotTouch() {
        var both = State.over(new MemoryStore());
        both.slot(ALICE, HEAD, UInt256.ONE);
        both.slot(ALICE, UInt256.ZERO, UInt256.ONE);

        var first = State.over(store);
        first.slot(ALICE, HEAD, UInt256.ONE);
        commit(first);
        var second = State.over(store);
        second.slot(ALICE, UInt256.ZERO, UInt256.ONE);
        assertThat(second.root()).isEqualTo(both.root());
    }

    @Test
    void namesAsTouchedWhatWasWrittenAndNotTakenBack() {
        var state = State.over(store);
        state.account(BOB, rich(1));
        int mark = state.mark();
        state.slot(ALICE, HEAD, UInt256.ONE);
        assertThat(state.touched()).containsExactly(BOB, ALICE);
        state.revertTo(mark);
        state.account(ALICE);
        assertThat(state.touched()).containsExactly(BOB);
    }

    @Test
    void revertsAcrossARootThatWasTakenInBetween() {
        var plain = State.over(new MemoryStore());
        plain.account(ALICE, rich(1));
        plain.slot(ALICE, HEAD, UInt256.ONE);

        var state = State.over(store);
        state.account(ALICE, rich(1));
        state.slot(ALICE, HEAD, UInt256.ONE);
        int mark = state.mark();
        state.account(ALICE, rich(2));
        state.slot(ALICE, HEAD, UInt256.valueOf(2));
        state.slot(ALICE, UInt256.ZERO, UInt256.valueOf(2));
        state.account(BOB, rich(2));
        state.root();
        state.revertTo(mark);
        assertThat(state.root()).isEqualTo(plain.root());
        var batch = new WriteBatch();
        state.writeTo(batch);
        store.write(batch);
        assertThat(State.over(store).root()).isEqualTo(plain.root());
    }

    @Test
    void refusesAMarkAheadOfTheWrites() {
        assertThatThrownBy(() -> State.over(store).revertTo(1)).isInstanceOf(Invariant.Broken.class);
    }

    @Test
    void visitsCommittedAccountsInAddressOrder() {
        var state = State.over(store);
        state.account(BOB, rich(2));
        state.account(ALICE, rich(1));
        commit(state);
        var next = State.over(store);
        next.account(BOB, rich(99));
        var seen = new ArrayList<String>();
        next.visitAccounts((address, account) -> seen.add(address + " " + account.balance()));
        assertThat(seen).containsExactly(BOB + " 2", ALICE + " 1");
    }

    private void commit(State state) {
        var batch = new WriteBatch();
        state.writeTo(batch);
        store.write(batch);
    }

    private static Account rich(long units) {
        return Account.EMPTY.withBalance(Amount.of(units));
    }
}
