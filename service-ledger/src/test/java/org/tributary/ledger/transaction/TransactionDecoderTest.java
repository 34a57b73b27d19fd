// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.math.BigInteger;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.bytes.MutableBytes;
import org.junit.jupiter.api.Test;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.crypto.PrivateKey;

class TransactionDecoderTest {
    private static final PrivateKey KEY = new PrivateKey(Bytes32.fromHexString("0x" + "11".repeat(32)));
    private static final ChainId CHAIN = new ChainId(7_777);
    private static final Call CALL = Call.transfer(Address.reserved(9), Amount.of(5));
    private static final LegacyTransaction LEGACY = new LegacyTransaction(CHAIN, 1, BigInteger.TWO, 21_000, CALL);
    private static final FeeMarketTransaction MARKET =
            FeeMarketTransaction.flat(CHAIN, 1, BigInteger.TWO, 21_000, CALL);
    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    private static final String BAD_SIGNATURE = "invalid transaction v, r, s values";

    @Test
    void unknownTypesAreNotValid() {
        for (int type : new int[] {0, 3, 4, 0x7f, 0x80, 0xbf}) {
            assertRefused(Bytes.of(type, 0xc0), "transaction type not valid");
        }
    }

    @Test
    void nothingIsTooShort() {
        assertRefused(Bytes.EMPTY, "typed transaction too short");
    }

    @Test
    void largeOnesAreOversized() {
        assertRefused(Bytes.wrap(new byte[SignedTransaction.MAX_SIZE + 1]), "oversized data");
        var call = Call.of(Address.reserved(9), Amount.ZERO, Bytes.wrap(new byte[SignedTransaction.MAX_SIZE - 200]));
        var fits = SignedTransaction.sign(FeeMarketTransaction.flat(CHAIN, 1, BigInteger.TWO, 21_000, call), KEY);
        assertThat(SignedTransaction.decode(fits.encoded())).isInstanceOf(Decoded.Value.class);
    }

    @Test
    void transactionsWithoutReplayProtectionAreRefused() {
        for (long v : new long[] {27, 28}) {
            assertRefused(
                    legacyWithV(BigInteger.valueOf(v)),
                    "only replay-protected (EIP-155) transactions allowed over RPC");
        }
    }

    @Test
    void vBelowEip155IsNoSignature() {
        for (long v : new long[] {0, 1, 26, 29, 34}) {
            assertRefused(legacyWithV(BigInteger.valueOf(v)), BAD_SIGNATURE);
        }
    }

    @Test
    void chainIdsThatNoNetworkHasAreInvalid() {
        assertRefused(legacyWithV(BigInteger.valueOf(35)), "invalid chain id");
        assertRefused(legacyWithV(BigInteger.valueOf(35 + 2 * (1L << 32))), "invalid chain id");
        assertRefused(legacyWithV(BigInteger.ONE.shiftLeft(255)), "invalid chain id");
    }

    @Test
    void yParityIsOneBit() {
        assertRefused(marketWith(BigInteger.TWO, r(), s()), BAD_SIGNATURE);
        assertRefused(marketWith(BigInteger.valueOf(27), r(), s()), BAD_SIGNATURE);
    }

    /// EIP-2: the twin with n − s is no second transaction.
    @Test
    void highSIsRefused() {
        var flipped = BigInteger.valueOf(
                1 - SignedTransaction.sign(MARKET, KEY).signature().yParity());
        assertRefused(marketWith(flipped, r(), ORDER.subtract(s())), BAD_SIGNATURE);
    }

    @Test
    void signatureNumbersOutOfRangeAreRefused() {
        assertRefused(marketWith(BigInteger.ZERO, BigInteger.ZERO, s()), BAD_SIGNATURE);
        assertRefused(marketWith(BigInteger.ZERO, r(), BigInteger.ZERO), BAD_SIGNATURE);
        assertRefused(marketWith(BigInteger.ZERO, ORDER, s()), BAD_SIGNATURE);
    }

    @Test
    void everyFieldIsNeededAndNoMore() {
        assertRefused(typed(MARKET::writeFields), "malformed RLP");
        assertRefused(
                typed(list -> {
                    MARKET.writeFields(list);
                    list.number(0).number(r()).number(s()).number(0);
                }),
                "malformed RLP");
    }

    @Test
    void bytesAfterTheEndAreRefused() {
        for (var transaction : new Transaction[] {LEGACY, MARKET}) {
            var encoded = SignedTransaction.sign(transaction, KEY).encoded();
            assertRefused(Bytes.concatenate(encoded, Bytes.of(0)), "malformed RLP");
            assertRefused(encoded.slice(0, encoded.size() - 1), "malformed RLP");
        }
    }

    @Test
    void lengthsBeyondTheInputAreRefused() {
        for (var hex : new String[] {
            "0xf9ffff", "0xfb7fffffff", "0xfbffffffff", "0xffffffffffffffffff", "0x02ff7fffffffffffffff"
        }) {
            assertRefused(Bytes.fromHexString(hex), "malformed RLP");
        }
    }

    @Test
    void leadingZerosAreRefused() {
        assertRefused(
                typed(list -> {
                    list.number(CHAIN.number())
                            .bytes(Bytes.of(0, 1))
                            .number(0)
                            .number(2)
                            .number(21_000);
                    CALL.write(list);
                    AccessList.EMPTY.write(list);
                    list.number(0).number(r()).number(s());
                }),
                "malformed RLP");
    }

    @Test
    void receiversHaveTwentyBytesOrNone() {
        assertRefused(
                typed(list -> {
                    list.number(CHAIN.number()).number(1).number(0).number(2).number(21_000);
                    list.bytes(Bytes.wrap(new byte[19])).number(5).bytes(Bytes.EMPTY);
                    AccessList.EMPTY.write(list);
                    list.number(0).number(r()).number(s());
                }),
                "malformed RLP");
    }

    @Test
    void mutatedBytesNeverThrowAndWhatDecodesIsCanonical() {
        var random = new SplittableRandom(4);
        var transactions = new RandomTransactions(random);
        int decoded = 0;
        for (int i = 0; i < 300; i++) {
            var original = SignedTransaction.sign(transactions.next(), KEY).encoded();
            for (int j = 0; j < 100; j++) {
                var mutated = mutated(original, random);
                if (SignedTransaction.decode(mutated) instanceof Decoded.Value<SignedTransaction>(var read)) {
                    decoded++;
                    assertThat(TransactionEncoder.encode(read.transaction(), read.signature()))
                            .isEqualTo(mutated);
                    assertThatCode(read::sender).doesNotThrowAnyException();
                }
            }
        }
        assertThat(decoded).as("some mutations only change a value").isPositive();
    }

    private static Bytes mutated(Bytes original, SplittableRandom random) {
        var bytes = MutableBytes.create(original.size());
        original.copyTo(bytes);
        int at = random.nextInt(bytes.size());
        switch (random.nextInt(5)) {
            case 0 -> bytes.set(at, (byte) random.nextInt(256));
            case 1 -> bytes.set(at, (byte) (bytes.get(at) ^ (1 << random.nextInt(8))));
            case 2 -> {
                return Bytes.concatenate(bytes.slice(0, at), bytes.slice(random.nextInt(at, bytes.size())));
            }
            case 3 -> {
                return Bytes.concatenate(bytes.slice(0, at), Bytes.of(random.nextInt(256)), bytes.slice(at));
            }
            default -> bytes.set(random.nextInt(Math.min(6, bytes.size())), (byte) random.nextInt(256));
        }
        return bytes;
    }

    private static BigInteger r() {
        return SignedTransaction.sign(MARKET, KEY).signature().signature().r().toUnsignedBigInteger();
    }

    private static BigInteger s() {
        return SignedTransaction.sign(MARKET, KEY).signature().signature().s().toUnsignedBigInteger();
    }

    private static Bytes legacyWithV(BigInteger v) {
        return Rlp.list(list -> {
            LEGACY.writeFields(list);
            list.number(v).number(r()).number(s());
        });
    }

    private static Bytes marketWith(BigInteger yParity, BigInteger r, BigInteger s) {
        return typed(list -> {
            MARKET.writeFields(list);
            list.number(yParity).number(r).number(s);
        });
    }

    private static Bytes typed(Consumer<RlpListWriter> content) {
        return Bytes.concatenate(Bytes.of(2), Rlp.list(content));
    }

    private static void assertRefused(Bytes raw, String reason) {
        assertThat(SignedTransaction.decode(raw))
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class,
                        malformed -> assertThat(malformed.reason()).startsWith(reason));
    }
}
