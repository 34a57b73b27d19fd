// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.mempool;

import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.tributary.ledger.transaction.AccessList;
import org.tributary.ledger.transaction.Call;
import org.tributary.ledger.transaction.FeeMarketTransaction;
import org.tributary.ledger.transaction.SignedTransaction;
import org.tributary.ledger.transaction.VerifiedTransaction;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.crypto.PrivateKey;

/// Makes transactions of made-up senders: one key signs for all, and each sender pays itself, so that hashes differ.
record Wallet(Address sender) {
    static final ChainId CHAIN = new ChainId(7_777);
    static final long GAS = 30_000;
    static final long PRICE = 10;
    private static final PrivateKey KEY = new PrivateKey(Bytes32.fromHexString("0x" + "33".repeat(32)));

    static Wallet number(int number) {
        return new Wallet(Address.reserved(1_000 + number));
    }

    VerifiedTransaction transfer(long nonce) {
        return transfer(nonce, PRICE, 0, 0);
    }

    VerifiedTransaction transfer(long nonce, long price, long value, int inputSize) {
        var call = Call.of(sender, Amount.of(value), Bytes.wrap(new byte[inputSize]));
        return signed(FeeMarketTransaction.flat(CHAIN, nonce, BigInteger.valueOf(price), GAS, call));
    }

    VerifiedTransaction withFees(long nonce, long maxPriorityFee, long maxFee) {
        return signed(new FeeMarketTransaction(
                CHAIN,
                nonce,
                BigInteger.valueOf(maxPriorityFee),
                BigInteger.valueOf(maxFee),
                GAS,
                new Call(Optional.of(sender), BigInteger.ZERO, Bytes.EMPTY),
                AccessList.EMPTY));
    }

    VerifiedTransaction signed(FeeMarketTransaction transaction) {
        return new VerifiedTransaction(SignedTransaction.sign(transaction, KEY), sender);
    }
}
