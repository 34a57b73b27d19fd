// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.tributary.ledger.store.MemoryStore;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.codec.Decoded;

class AccountProofTest {
    private static final Address ALICE = Address.reserved(7);
    private static final UInt256 SLOT = UInt256.valueOf(3);

    private final State state = State.over(new MemoryStore());

    @Test
    void holdsForAccountsAndSlotsThatAreThereAndThatAreNot() {
        fill();
        for (int number = 1; number < 20; number++) {
            var proof = state.proof(Address.reserved(number), List.of(SLOT, UInt256.ONE));
            assertThat(proof.verify(state.root())).isEqualTo(Verdict.accept());
        }
        assertThat(State.over(new MemoryStore()).proof(ALICE, List.of(SLOT)).verify(state.root()))
                .isInstanceOf(Verdict.Reject.class);
    }

    @Test
    void refusesAnotherBalanceOrAnotherWord() {
        fill();
        var proof = state.proof(ALICE, List.of(SLOT));
        var richer = proof.account().withBalance(Amount.of(1_000_000));
        assertThat(new AccountProof(ALICE, richer, proof.nodes(), proof.slots()).verify(state.root()))
                .isInstanceOf(Verdict.Reject.class);
        var word = new SlotProof(SLOT, UInt256.ONE, proof.slots().getFirst().nodes());
        assertThat(new AccountProof(ALICE, proof.account(), proof.nodes(), List.of(word)).verify(state.root()))
                .isInstanceOf(Verdict.Reject.class);
        assertThat(new AccountProof(ALICE, Account.EMPTY, proof.nodes(), List.of()).verify(state.root()))
                .isInstanceOf(Verdict.Reject.class);
    }

    @Test
    void anAccountsLeafDecodesToItself() {
        fill();
        var account = state.leaf(ALICE).withNonce(Long.MAX_VALUE);
        assertThat(Account.decode(account.encoded())).isEqualTo(new Decoded.Value<>(account));
        assertThat(Account.decode(account.encoded().slice(1))).isInstanceOf(Decoded.Malformed.class);
    }

    private void fill() {
        for (int number = 1; number < 12; number++) {
            state.account(Address.reserved(number), Account.EMPTY.withBalance(Amount.of(number)));
            state.slot(Address.reserved(number), SLOT, UInt256.valueOf(1000 + number));
        }
    }
}
