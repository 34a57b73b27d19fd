// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.mempool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tributary.ledger.transaction.VerifiedTransaction;
import org.tributary.primitives.Amount;

/// The mempool against [NaiveMempool], over random histories of a few accounts in a pool that is nearly always full. A
/// failing seed is in the name of its case.
class MempoolModelTest {
    private static final int WALLETS = 5;
    private static final int STEPS = 3_000;
    private static final PoolBounds TIGHT = new PoolBounds(8, 5, 1_300, 3, 3);
    private static final AdmissionRules RULES =
            new AdmissionRules(Wallet.CHAIN, Amount.of(Wallet.PRICE), 10 * Wallet.GAS);
    private static final long COST = Wallet.GAS * Wallet.PRICE;

    static IntStream seeds() {
        return IntStream.range(0, 8);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void behavesAsTheNaiveOne(int seed) {
        var run = new Run(seed);
        for (int i = 0; i < STEPS; i++) {
            run.step();
            run.compare();
        }
        assertThat(run.answers)
                .as("the history reaches every rule")
                .contains(
                        "",
                        "already known",
                        "nonce too low",
                        "nonce too high",
                        "replacement transaction underpriced",
                        "account limit exceeded",
                        "insufficient funds for gas * price + value",
                        "txpool is full");
    }

    private static final class Run {
        private final SplittableRandom random;
        private final Mempool pool = new Mempool(RULES, TIGHT);
        private final NaiveMempool naive = new NaiveMempool(RULES, TIGHT);
        /// By wallet.
        private final List<AccountSnapshot> chain = new ArrayList<>();
        private final TreeSet<String> answers = new TreeSet<>();

        Run(int seed) {
            random = new SplittableRandom(seed);
            for (int i = 0; i < WALLETS; i++) {
                chain.add(new AccountSnapshot(0, Amount.of(6 * COST)));
            }
        }

        void step() {
            if (random.nextInt(6) == 0) {
                commit();
            } else {
                add();
            }
        }

        private void add() {
            int who = random.nextInt(random.nextInt(1, WALLETS + 1));
            var account = chain.get(who);
            long nonce = Math.max(0, account.nonce() + random.nextInt(-1, 8));
            if (random.nextInt(2) == 0) {
                nonce = pool.pendingNonce(Wallet.number(who).sender(), account.nonce());
            }
            long price = Wallet.PRICE + random.nextInt(3);
            int inputSize = 40 * random.nextInt(4);
            offer(Wallet.number(who).transfer(nonce, price, 0, inputSize), account);
            if (random.nextInt(20) == 0) {
                offer(Wallet.number(who).transfer(nonce, price, 0, inputSize), account);
            }
        }

        private void offer(VerifiedTransaction offered, AccountSnapshot account) {
            var answer = text(pool.add(offered, account));
            assertThat(answer).isEqualTo(naive.add(offered, account));
            answers.add(answer);
        }

        /// A block with some of the selection, after which balances have moved in either direction.
        private void commit() {
            var block = select();
            var changes = new ArrayList<AccountChange>();
            for (int who = 0; who < WALLETS; who++) {
                var sender = Wallet.number(who).sender();
                long executed = block.stream()
                        .filter(transaction -> transaction.sender().equals(sender))
                        .count();
                if (executed > 0 || random.nextInt(4) == 0) {
                    var after =
                            new AccountSnapshot(chain.get(who).nonce() + executed, Amount.of(random.nextInt(9) * COST));
                    chain.set(who, after);
                    changes.add(new AccountChange(sender, after));
                }
            }
            pool.committed(changes);
            changes.forEach(change -> naive.settle(change.sender(), change.after()));
        }

        private List<VerifiedTransaction> select() {
            long gasLimit = random.nextInt(12) * Wallet.GAS;
            int maxCount = random.nextInt(12);
            long maxBytes = random.nextInt(2_000);
            var selection = pool.select(gasLimit, maxCount, maxBytes);
            assertThat(selection).isEqualTo(naive.select(gasLimit, maxCount, maxBytes));
            return selection;
        }

        void compare() {
            assertThat(pool.size()).isEqualTo(naive.size()).isLessThanOrEqualTo(TIGHT.maxTransactions());
            assertThat(pool.bytes()).isEqualTo(naive.bytes()).isLessThanOrEqualTo(TIGHT.maxBytes());
            assertThat(pool.queued()).isEqualTo(naive.queued()).isLessThanOrEqualTo(TIGHT.maxQueued());
            var all = naive.select(Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);
            assertThat(pool.select(Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE))
                    .isEqualTo(all);
            assertThat(pool.hasExecutable()).isEqualTo(!all.isEmpty());
            for (int who = 0; who < WALLETS; who++) {
                var account = chain.get(who);
                var sender = Wallet.number(who).sender();
                assertThat(pool.pendingNonce(sender, account.nonce())).isEqualTo(naive.firstMissing(sender));
                assertThat(naive.cost(sender))
                        .isLessThanOrEqualTo(account.balance().units());
            }
        }

        private static String text(Admission admission) {
            return switch (admission) {
                case Admission.Admitted _ -> "";
                case Admission.AlreadyKnown known -> known.reason();
                case Admission.Refused(var reason) -> reason;
            };
        }
    }
}
