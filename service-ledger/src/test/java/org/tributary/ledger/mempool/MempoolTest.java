// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.mempool;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tributary.ledger.transaction.Call;
import org.tributary.ledger.transaction.FeeMarketTransaction;
import org.tributary.ledger.transaction.VerifiedTransaction;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainId;

class MempoolTest {
    private static final long BLOCK_GAS = 1_000_000;
    private static final AdmissionRules RULES = new AdmissionRules(Wallet.CHAIN, Amount.of(Wallet.PRICE), BLOCK_GAS);
    private static final AccountSnapshot RICH = new AccountSnapshot(0, Amount.ofTokens(1));
    private static final Wallet ALICE = Wallet.number(1);
    private static final Wallet BOB = Wallet.number(2);
    private static final Wallet CAROL = Wallet.number(3);

    private final Mempool pool = new Mempool(RULES, PoolBounds.DEFAULT);

    @Test
    void anAdmittedTransactionIsFoundByItsHash() {
        var transaction = ALICE.transfer(0);
        assertThat(pool.add(transaction, RICH)).isEqualTo(new Admission.Admitted(transaction.hash()));
        assertThat(pool.byHash(transaction.hash())).contains(transaction);
        assertThat(pool.hasExecutable()).isTrue();
        assertThat(pool.size()).isEqualTo(1);
        assertThat(pool.bytes()).isEqualTo(transaction.signed().encoded().size());
    }

    @Test
    void theSameTransactionTwiceIsKnown() {
        pool.add(ALICE.transfer(0), RICH);
        assertThat(pool.add(ALICE.transfer(0), RICH)).isEqualTo(new Admission.AlreadyKnown());
        assertThat(new Admission.AlreadyKnown().reason()).isEqualTo("already known");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 9, max fee per gas less than block base fee",
        "11, 10, max priority fee per gas higher than max fee per gas",
    })
    void feesAreChecked(long maxPriorityFee, long maxFee, String reason) {
        assertRefused(ALICE.withFees(0, maxPriorityFee, maxFee), RICH, reason);
    }

    @ParameterizedTest
    @CsvSource({"20999, intrinsic gas too low", "1000001, exceeds block gas limit"})
    void gasIsChecked(long gasLimit, String reason) {
        var call = Call.transfer(ALICE.sender(), Amount.ZERO);
        var transaction = FeeMarketTransaction.flat(Wallet.CHAIN, 0, BigInteger.TEN, gasLimit, call);
        assertRefused(ALICE.signed(transaction), RICH, reason);
    }

    @Test
    void transactionsOfOtherNetworksAreRefused() {
        var call = Call.of(ALICE.sender(), Amount.ZERO, Bytes.EMPTY);
        var transaction = FeeMarketTransaction.flat(new ChainId(7_778), 0, BigInteger.TEN, Wallet.GAS, call);
        assertRefused(
                ALICE.signed(transaction),
                RICH,
                "invalid chain id: this network has " + Wallet.CHAIN + ", the transaction names 7778");
    }

    @Test
    void usedNoncesAreTooLow() {
        assertRefused(ALICE.transfer(4), new AccountSnapshot(5, Amount.ofTokens(1)), "nonce too low");
    }

    @Test
    void noncesFarBeyondTheFirstMissingOneAreTooHigh() {
        int gap = PoolBounds.DEFAULT.maxNonceGap();
        assertRefused(ALICE.transfer(gap + 1), RICH, "nonce too high");
        assertAdmitted(ALICE.transfer(gap), RICH);
        assertAdmitted(ALICE.transfer(0), RICH);
        assertAdmitted(ALICE.transfer(gap + 1), RICH);
    }

    @Test
    void allThatWaitsMustBeCovered() {
        long cost = Wallet.GAS * Wallet.PRICE;
        var coversTwo = new AccountSnapshot(0, Amount.of(2 * cost + 7));
        assertAdmitted(ALICE.transfer(0), coversTwo);
        assertRefused(ALICE.transfer(1, Wallet.PRICE, 8, 0), coversTwo, "insufficient funds for gas * price + value");
        assertAdmitted(ALICE.transfer(1, Wallet.PRICE, 7, 0), coversTwo);
        assertRefused(ALICE.transfer(2), coversTwo, "insufficient funds for gas * price + value");
        assertAdmitted(BOB.transfer(0), coversTwo);
    }

    @Test
    void aReplacementPaysTenPercentMoreOnBothFees() {
        var old = ALICE.withFees(0, 100, 1_000);
        assertAdmitted(old, RICH);
        assertRefused(ALICE.withFees(0, 100, 1_100), RICH, "replacement transaction underpriced");
        assertRefused(ALICE.withFees(0, 110, 1_099), RICH, "replacement transaction underpriced");
        var replacement = ALICE.withFees(0, 110, 1_100);
        assertAdmitted(replacement, RICH);
        assertThat(pool.byHash(old.hash())).isEmpty();
        assertThat(selected()).containsExactly(replacement);
    }

    @Test
    void aTipOfZeroMayStayZeroInAReplacement() {
        assertAdmitted(ALICE.withFees(0, 0, 100), RICH);
        assertAdmitted(ALICE.withFees(0, 0, 110), RICH);
    }

    @Test
    void aReplacementKeepsItsPlaceAndFreesWhatItReplaces() {
        long cost = Wallet.GAS * 110;
        var coversOne = new AccountSnapshot(0, Amount.of(cost));
        assertAdmitted(ALICE.withFees(0, 0, 100), coversOne);
        assertAdmitted(BOB.transfer(0), RICH);
        var replacement = ALICE.withFees(0, 0, 110);
        assertAdmitted(replacement, coversOne);
        assertThat(selected()).containsExactly(replacement, BOB.transfer(0));
    }

    @Test
    void accountsAreBounded() {
        for (int nonce = 0; nonce < PoolBounds.DEFAULT.maxPerAccount(); nonce++) {
            assertAdmitted(ALICE.transfer(nonce), RICH);
        }
        assertRefused(ALICE.transfer(PoolBounds.DEFAULT.maxPerAccount()), RICH, "account limit exceeded");
        assertAdmitted(ALICE.withFees(0, 0, 2 * Wallet.PRICE), RICH);
    }

    /// Found by the simulator: else an account whose queued transactions fill its share is locked out for good.
    @Test
    void aFullAccountStillTakesTheTransactionThatTheOthersWaitFor() {
        for (int nonce = 1; nonce <= PoolBounds.DEFAULT.maxPerAccount(); nonce++) {
            assertAdmitted(ALICE.transfer(nonce), RICH);
        }
        assertAdmitted(ALICE.transfer(0), RICH);
        assertThat(selected()).startsWith(ALICE.transfer(0), ALICE.transfer(1));
        assertThat(pool.size()).isEqualTo(PoolBounds.DEFAULT.maxPerAccount());
        assertRefused(ALICE.transfer(PoolBounds.DEFAULT.maxPerAccount()), RICH, "account limit exceeded");
    }

    @Test
    void selectionFollowsArrivalAcrossAccountsAndNoncesWithin() {
        for (var transaction :
                List.of(ALICE.transfer(1), BOB.transfer(0), ALICE.transfer(0), CAROL.transfer(0), BOB.transfer(1))) {
            assertAdmitted(transaction, RICH);
        }
        assertThat(selected())
                .containsExactly(
                        BOB.transfer(0), ALICE.transfer(0), ALICE.transfer(1), CAROL.transfer(0), BOB.transfer(1));
    }

    @Test
    void transactionsBehindAGapAreNotSelected() {
        assertAdmitted(ALICE.transfer(1), RICH);
        assertThat(pool.hasExecutable()).isFalse();
        assertThat(pool.queued()).isEqualTo(1);
        assertThat(selected()).isEmpty();
        assertThat(pool.pendingNonce(ALICE.sender(), 0)).isZero();
        assertAdmitted(ALICE.transfer(0), RICH);
        assertThat(selected()).hasSize(2);
        assertThat(pool.queued()).isZero();
        assertThat(pool.pendingNonce(ALICE.sender(), 0)).isEqualTo(2);
    }

    @Test
    void selectionKeepsItsLimits() {
        for (int nonce = 0; nonce < 5; nonce++) {
            assertAdmitted(ALICE.transfer(nonce), RICH);
        }
        long size = ALICE.transfer(1).signed().encoded().size();
        assertThat(pool.select(3 * Wallet.GAS, 100, 10_000)).hasSize(3);
        assertThat(pool.select(3 * Wallet.GAS - 1, 100, 10_000)).hasSize(2);
        assertThat(pool.select(BLOCK_GAS, 4, 10_000)).hasSize(4);
        assertThat(pool.select(BLOCK_GAS, 100, 2 * size)).hasSize(2);
        assertThat(pool.size()).as("selection takes nothing out").isEqualTo(5);
    }

    @Test
    void oneThatDoesNotFitHoldsUpOnlyItsOwnAccount() {
        var large = ALICE.transfer(0, Wallet.PRICE, 0, 500);
        assertAdmitted(large, RICH);
        assertAdmitted(ALICE.transfer(1), RICH);
        assertAdmitted(BOB.transfer(0), RICH);
        assertThat(pool.select(BLOCK_GAS, 100, 300)).containsExactly(BOB.transfer(0));
    }

    @Test
    void aBlockDropsWhatIsStaleAndWhatItsSenderCanNoLongerPay() {
        for (int nonce = 0; nonce < 4; nonce++) {
            assertAdmitted(ALICE.transfer(nonce), RICH);
        }
        var coversOne = new AccountSnapshot(1, Amount.of(Wallet.GAS * Wallet.PRICE));
        pool.committed(List.of(new AccountChange(ALICE.sender(), coversOne), new AccountChange(BOB.sender(), RICH)));
        assertThat(selected()).containsExactly(ALICE.transfer(1));
        assertThat(pool.ofSender(ALICE.sender())).containsExactly(ALICE.transfer(1));
        assertThat(pool.pendingNonce(ALICE.sender(), 1)).isEqualTo(2);
    }

    @Test
    void aSnapshotFromBeforeTheLastBlockBringsNothingBack() {
        assertAdmitted(ALICE.transfer(0), RICH);
        assertAdmitted(ALICE.transfer(1), RICH);
        pool.committed(List.of(new AccountChange(ALICE.sender(), new AccountSnapshot(1, Amount.ofTokens(1)))));
        assertRefused(ALICE.transfer(0), RICH, "nonce too low");
        assertThat(selected()).containsExactly(ALICE.transfer(1));
    }

    @Test
    void nothingIsLeftOfAnAccountWhoseTransactionsAreDone() {
        assertAdmitted(ALICE.transfer(0), RICH);
        pool.committed(List.of(new AccountChange(ALICE.sender(), new AccountSnapshot(1, Amount.ZERO))));
        assertThat(pool.size()).isZero();
        assertThat(pool.bytes()).isZero();
        assertThat(pool.hasExecutable()).isFalse();
        assertThat(pool.pendingNonce(ALICE.sender(), 1)).isEqualTo(1);
    }

    @Test
    void whenFullTheLongestLaneYieldsItsLastToAccountsWithFewer() {
        var small = new Mempool(RULES, new PoolBounds(4, 4, 100_000, 4, 4));
        for (int nonce = 0; nonce < 4; nonce++) {
            small.add(ALICE.transfer(nonce), RICH);
        }
        assertThat(small.add(BOB.transfer(0), RICH)).isInstanceOf(Admission.Admitted.class);
        assertThat(small.byHash(ALICE.transfer(3).hash())).isEmpty();
        assertThat(small.add(BOB.transfer(1), RICH)).isInstanceOf(Admission.Admitted.class);
        assertThat(small.add(BOB.transfer(2), RICH)).isEqualTo(new Admission.Refused("txpool is full"));
        assertThat(small.add(ALICE.transfer(2), RICH)).isEqualTo(new Admission.Refused("txpool is full"));
        assertThat(small.add(CAROL.transfer(1), RICH))
                .as("queued newcomers displace nothing")
                .isEqualTo(new Admission.Refused("txpool is full"));
        assertThat(small.size()).isEqualTo(4);
    }

    @Test
    void queuedTransactionsCannotFillThePool() {
        var small = new Mempool(RULES, new PoolBounds(10, 10, 100_000, 2, 4));
        assertThat(small.add(ALICE.transfer(1), RICH)).isInstanceOf(Admission.Admitted.class);
        assertThat(small.add(BOB.transfer(1), RICH)).isInstanceOf(Admission.Admitted.class);
        assertThat(small.add(CAROL.transfer(1), RICH)).isEqualTo(new Admission.Refused("txpool is full"));
        assertThat(small.add(CAROL.transfer(0), RICH)).isInstanceOf(Admission.Admitted.class);
        assertThat(small.add(ALICE.transfer(0), RICH)).isInstanceOf(Admission.Admitted.class);
        assertThat(small.queued()).isEqualTo(1);
    }

    private List<VerifiedTransaction> selected() {
        return pool.select(BLOCK_GAS, 100, 100_000);
    }

    private void assertAdmitted(VerifiedTransaction transaction, AccountSnapshot account) {
        assertThat(pool.add(transaction, account)).isEqualTo(new Admission.Admitted(transaction.hash()));
    }

    /// And nothing changes.
    private void assertRefused(VerifiedTransaction transaction, AccountSnapshot account, String reason) {
        var before = List.of(pool.size(), pool.queued(), selected());
        assertThat(pool.add(transaction, account)).isEqualTo(new Admission.Refused(reason));
        assertThat(List.of(pool.size(), pool.queued(), selected())).isEqualTo(before);
    }
}
