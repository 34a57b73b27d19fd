// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.transaction.Call;
import org.tributary.ledger.transaction.FeeMarketTransaction;
import org.tributary.ledger.transaction.SignedTransaction;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;

/// Wallets: each hands in its transactions in turn, and again until they are final, as a patient user does.
final class Payments implements Client {
    private static final long AGAIN_MILLIS = 900;
    private static final long GAS = 500_000;

    private final Simulation simulation;
    private final List<Payment> payments = new ArrayList<>();
    private final Map<Address, Long> nonces = new TreeMap<>();
    private final Map<Address, Amount> expected = new TreeMap<>();

    private static final class Payment {
        final SignedTransaction transaction;
        final Bytes encoded;
        final long atMillis;
        boolean isFinal;

        Payment(SignedTransaction transaction, long atMillis) {
            this.transaction = transaction;
            this.encoded = transaction.encoded();
            this.atMillis = atMillis;
        }

        Hash hash() {
            return transaction.hash();
        }
    }

    Payments(Simulation simulation) {
        this.simulation = simulation;
    }

    /// Plans a transfer to an account that only receives.
    void transfer(PrivateKey sender, int receiver, long atMillis) {
        var to = new Address(
                Keccak.hash(Bytes.ofUnsignedInt(1_000L + receiver)).bytes().slice(12));
        var amount = Amount.of(1_000_000L + payments.size());
        expected.merge(to, amount, Amount::plus);
        add(sender, Call.transfer(to, amount), atMillis);
    }

    /// Plans a call; its hash tells it apart.
    Hash call(PrivateKey sender, Address contract, Amount value, Bytes input, long atMillis) {
        return add(sender, Call.of(contract, value, input), atMillis);
    }

    private Hash add(PrivateKey sender, Call call, long atMillis) {
        var spec = simulation.world().spec();
        long nonce = nonces.merge(sender.address(), 1L, Long::sum) - 1;
        var price = spec.token().gasPrice().units();
        var signed = SignedTransaction.sign(FeeMarketTransaction.flat(spec.chainId(), nonce, price, GAS, call), sender);
        payments.add(new Payment(signed, atMillis));
        return signed.hash();
    }

    boolean isFinal(Hash transaction) {
        return payments.stream()
                .anyMatch(payment -> payment.isFinal && payment.hash().equals(transaction));
    }

    @Override
    public void start() {
        payments.forEach(this::plan);
    }

    /// Hands in what was planned after the start.
    void handIn(Hash transaction) {
        payments.stream().filter(payment -> payment.hash().equals(transaction)).forEach(this::plan);
    }

    private void plan(Payment payment) {
        simulation
                .agenda()
                .inMillis(Math.max(0, payment.atMillis - simulation.agenda().nowMillis()), () -> handIn(payment));
    }

    private void handIn(Payment payment) {
        if (payment.isFinal || simulation.isOver()) {
            return;
        }
        simulation
                .anyUp()
                .ifPresent(node -> node.life().orElseThrow().run(() -> {
                    var core = node.core().orElseThrow();
                    if (core.network().receipt(payment.hash()).isPresent()) {
                        payment.isFinal = true;
                    } else {
                        core.pool().submit(payment.encoded);
                    }
                }));
        if (!payment.isFinal) {
            long pause = simulation.isHealed() ? 150 : AGAIN_MILLIS / 2;
            simulation
                    .agenda()
                    .inMillis(pause + simulation.random().nextInt((int) AGAIN_MILLIS / 2), () -> handIn(payment));
        }
    }

    @Override
    public boolean isContent() {
        return payments.stream().allMatch(payment -> payment.isFinal);
    }

    @Override
    public String wants() {
        long open = payments.stream().filter(payment -> !payment.isFinal).count();
        return open + " of " + payments.size() + " transactions are not final";
    }

    @Override
    public void check() {
        for (var node : simulation.correct()) {
            var core = node.core().orElseThrow();
            for (var payment : payments) {
                boolean isGone = node.hasWholeHistory()
                        && core.network().receipt(payment.hash()).isEmpty();
                if (isGone || !simulation.chains().hasHappened(payment.hash())) {
                    simulation
                            .violations()
                            .add(
                                    Property.ACKNOWLEDGED,
                                    "transaction " + payment.hash() + " is gone from " + node.number());
                }
            }
            expected.forEach((account, amount) -> {
                if (!core.network().balance(account).equals(amount)) {
                    simulation
                            .violations()
                            .add(Property.EXACTLY_ONCE, account + " did not get what it was paid, at " + node.number());
                }
            });
        }
    }
}
