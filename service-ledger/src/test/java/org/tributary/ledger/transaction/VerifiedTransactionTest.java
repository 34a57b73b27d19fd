// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.tributary.primitives.Address;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PrivateKey;

class VerifiedTransactionTest {
    private static final PrivateKey KEY = new PrivateKey(Bytes32.fromHexString("0x" + "22".repeat(32)));
    private static final Optional<Address> TO = Optional.of(Address.reserved(9));

    @Test
    void aTransferTakes21000Gas() {
        assertThat(gas(TO, Bytes.EMPTY, AccessList.EMPTY)).isEqualTo(21_000);
    }

    @Test
    void zeroBytesTake4AndOthers16() {
        assertThat(gas(TO, Bytes.of(0, 1, 0, 255), AccessList.EMPTY)).isEqualTo(21_000 + 2 * 4 + 2 * 16);
    }

    @Test
    void listedAccountsTake2400AndSlots1900() {
        var list = new AccessList(List.of(
                new AccessList.Entry(Address.reserved(1), List.of(Hash.ZERO, Hash.ZERO)),
                new AccessList.Entry(Address.reserved(2), List.of())));
        assertThat(gas(TO, Bytes.EMPTY, list)).isEqualTo(21_000 + 2 * 2_400 + 2 * 1_900);
    }

    @Test
    void creationTakes32000More() {
        assertThat(gas(Optional.empty(), Bytes.EMPTY, AccessList.EMPTY)).isEqualTo(53_000);
    }

    private static long gas(Optional<Address> to, Bytes input, AccessList list) {
        var transaction = new FeeMarketTransaction(
                new ChainId(5),
                0,
                BigInteger.ZERO,
                BigInteger.ONE,
                100_000,
                new Call(to, BigInteger.ZERO, input),
                list);
        return VerifiedTransaction.of(SignedTransaction.sign(transaction, KEY))
                .orElseThrow()
                .intrinsicGas();
    }
}
