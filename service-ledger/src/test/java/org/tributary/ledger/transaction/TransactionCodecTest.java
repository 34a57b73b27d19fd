// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.Keccak;
import org.web3j.crypto.AccessListObject;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.SignedRawTransaction;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.crypto.TransactionEncoder;

/// Against Web3j, which signs for DApps.
class TransactionCodecTest {
    private static final int ROUNDS = 400;

    @Test
    void whatIsSignedDecodesToItself() {
        var transactions = new RandomTransactions(new SplittableRandom(1));
        for (int i = 0; i < ROUNDS; i++) {
            var key = transactions.key();
            var signed = SignedTransaction.sign(transactions.next(), key);
            assertThat(SignedTransaction.decode(signed.encoded())).isInstanceOfSatisfying(Decoded.Value.class, read -> {
                var decoded = (SignedTransaction) read.value();
                assertThat(decoded.transaction()).isEqualTo(signed.transaction());
                assertThat(decoded.signature()).isEqualTo(signed.signature());
                assertThat(decoded.hash()).isEqualTo(Keccak.hash(signed.encoded()));
                assertThat(decoded.sender()).contains(key.address());
            });
        }
    }

    @Test
    void web3jSignsTheSameBytes() {
        var transactions = new RandomTransactions(new SplittableRandom(2));
        for (int i = 0; i < ROUNDS; i++) {
            var key = transactions.key();
            var transaction = transactions.next();
            var credentials = Credentials.create(key.secret().toHexString());
            var theirs = switch (transaction) {
                case LegacyTransaction legacy ->
                    TransactionEncoder.signMessage(
                            ofWeb3j(transaction), legacy.chainId().number(), credentials);
                case AccessListTransaction _, FeeMarketTransaction _ ->
                    TransactionEncoder.signMessage(ofWeb3j(transaction), credentials);
            };
            assertThat(SignedTransaction.sign(transaction, key).encoded())
                    .as("%s", transaction)
                    .isEqualTo(Bytes.wrap(theirs));
        }
    }

    @Test
    void web3jReadsTheSameSender() throws Exception {
        var transactions = new RandomTransactions(new SplittableRandom(3));
        for (int i = 0; i < ROUNDS / 4; i++) {
            var key = transactions.key();
            var signed = SignedTransaction.sign(transactions.next(), key);
            var theirs = (SignedRawTransaction)
                    TransactionDecoder.decode(signed.encoded().toHexString());
            assertThat(theirs.getFrom()).isEqualTo(key.address().toString());
        }
    }

    private static RawTransaction ofWeb3j(Transaction transaction) {
        var nonce = BigInteger.valueOf(transaction.nonce());
        var gasLimit = BigInteger.valueOf(transaction.gasLimit());
        var to = transaction.to().map(Object::toString).orElse("");
        var data = transaction.input().toHexString();
        return switch (transaction) {
            case LegacyTransaction legacy ->
                RawTransaction.createTransaction(nonce, legacy.gasPrice(), gasLimit, to, legacy.value(), data);
            case AccessListTransaction listed ->
                RawTransaction.createTransaction(
                        listed.chainId().number(),
                        nonce,
                        listed.gasPrice(),
                        gasLimit,
                        to,
                        listed.value(),
                        data,
                        ofWeb3j(listed.accessList()));
            case FeeMarketTransaction market ->
                RawTransaction.createTransaction(
                        market.chainId().number(),
                        nonce,
                        gasLimit,
                        to,
                        market.value(),
                        data,
                        market.maxPriorityFeePerGas(),
                        market.maxFeePerGas(),
                        ofWeb3j(market.accessList()));
        };
    }

    private static List<AccessListObject> ofWeb3j(AccessList list) {
        return list.entries().stream()
                .map(entry -> new AccessListObject(
                        entry.address().toString(),
                        entry.slots().stream().map(Object::toString).toList()))
                .toList();
    }
}
