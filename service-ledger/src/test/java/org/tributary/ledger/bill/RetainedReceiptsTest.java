// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.tributary.bandwidth.metering.PoolRetention;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.contract.Call;
import org.tributary.ledger.contract.PlatformContracts;
import org.tributary.ledger.contract.Pool;
import org.tributary.ledger.contract.Pools;
import org.tributary.ledger.contract.Result;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.main.Supply;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Verdict;

/// Protocol §7.10: owners pay for receipts to be kept, or have them go.
class RetainedReceiptsTest {
    private static final AbiValue CDN = AbiValue.of(new Hash(Slots.word(BilledNetwork.CDN)));

    private final BilledNetwork network = new BilledNetwork();

    private Pool pool() {
        return Pool.of(new Accounts(network.main.state()), network.pool());
    }

    private void retain(long days) {
        network.asOwner(
                Reserved.POOLS,
                Amount.ZERO,
                Pools.RETAIN.encodeCall(AbiValue.of(network.pool()), CDN, AbiValue.of(days)));
    }

    private PoolRetention retention() {
        return network.metering.metering().retention(network.pool());
    }

    /// As an `eth_call` shows it: nothing of it stays.
    private Result call(Address sender, long days, AbiValue chain) {
        var input = Pools.RETAIN.encodeCall(AbiValue.of(network.pool()), chain, AbiValue.of(days));
        var call = new Call(sender, Amount.ZERO, input, network.nowMillis());
        return new PlatformContracts(network.validators.spec).pools().call(call, new Accounts(network.main.state()));
    }

    private Amount burned() {
        return Supply.of(network.validators.spec, network.main, network.mainStore)
                .burned();
    }

    @Test
    void whatIsPaidIsBurnedAndTheServiceChainKeepsThePoolsReceipts() {
        var free = pool().free();
        var paid = pool().paid();
        var burned = burned();
        var price = network.validators.spec.settlement().retentionPricePerDay();
        retain(3);
        network.settle();
        var cost = new Amount(price.units().multiply(BigInteger.valueOf(3)));
        assertThat(pool().free()).isEqualTo(free.minus(cost));
        assertThat(pool().paid()).isEqualTo(paid.plus(cost));
        // The transaction's fee is burned too.
        assertThat(burned().minus(burned).isLessThan(cost)).isFalse();
        long day = network.metering.rules().bucketsOfDays(1);
        long now = network.metering.rules().bucket(network.nowMillis()).number();
        assertThat(retention().until().number()).isBetween(now, now + 3 * day);
        var until = retention().until();
        retain(2);
        network.settle();
        assertThat(retention().until()).isEqualTo(until.plus(2 * day));
    }

    @Test
    void anOwnerMayHaveTheReceiptsSoFarForgotten() {
        network.serve(2);
        retain(3);
        network.settle();
        network.asOwner(Reserved.POOLS, Amount.ZERO, Pools.FORGET.encodeCall(AbiValue.of(network.pool()), CDN));
        network.settle();
        var now = network.metering.rules().bucket(network.nowMillis());
        assertThat(retention().until().number()).isZero();
        assertThat(retention().forgotten().isBefore(now)).isTrue();
        assertThat(network.metering.metering().retentions()).containsOnlyKeys(network.pool());
    }

    @Test
    void onlyTheOwnerAndOnlyWhatThePoolCanPay() {
        assertThat(call(network.owner(), 1, CDN)).isInstanceOf(Result.Success.class);
        var stranger = network.validators.accounts.get(3).address();
        assertThat(call(stranger, 1, CDN)).isInstanceOf(Result.Revert.class);
        assertThat(call(network.owner(), 0, CDN)).isInstanceOf(Result.Revert.class);
        assertThat(call(network.owner(), 3_661, CDN)).isInstanceOf(Result.Revert.class);
        assertThat(call(network.owner(), 1, AbiValue.of(Hash.ZERO))).isInstanceOf(Result.Revert.class);
        assertThat(call(network.owner(), 3_660, CDN)).isInstanceOf(Result.Revert.class);
    }

    @Test
    void aBillOfReceiptsThatAreGoneSaysSo() {
        network.serve(2);
        network.receipts.forget();
        assertThat(network.exporter().export(piece -> {}))
                .isInstanceOfSatisfying(
                        Verdict.Reject.class,
                        refused -> assertThat(refused.reason()).contains("does not hold batch"));
        var terms = network.metering.terms();
        network.step(terms.leastBuckets() * network.metering.rules().bucketMillis());
        assertThat(network.exporter().export(piece -> {}))
                .isInstanceOfSatisfying(
                        Verdict.Reject.class,
                        refused ->
                                assertThat(refused.reason()).contains("pruned").contains("Pools.retain"));
    }
}
