// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.transaction;

import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.crypto.RecoverableSignature;
import org.tributary.primitives.crypto.Signature;

/// Reads signed transactions. The fields are read first and judged afterwards, so that a signature or chain id out of
/// range is refused in the words of Ethereum clients and not as malformed bytes.
final class TransactionDecoder {
    private static final int FIRST_LIST_BYTE = 0xc0;
    private static final BigInteger UNPROTECTED = BigInteger.valueOf(27);
    private static final BigInteger UNPROTECTED_ODD = BigInteger.valueOf(28);
    private static final BigInteger OFFSET = BigInteger.valueOf(TransactionEncoder.EIP155_OFFSET);
    private static final String BAD_SIGNATURE = "invalid transaction v, r, s values";

    private TransactionDecoder() {}

    static Decoded<SignedTransaction> decode(Bytes raw) {
        if (raw.size() > SignedTransaction.MAX_SIZE) {
            return new Decoded.Malformed<>(
                    "oversized data: transaction size " + raw.size() + ", limit " + SignedTransaction.MAX_SIZE);
        }
        if (raw.isEmpty()) {
            return new Decoded.Malformed<>("typed transaction too short");
        }
        int first = raw.get(0) & 0xff;
        if (first >= FIRST_LIST_BYTE) {
            return Rlp.decodeList(raw, TransactionDecoder::legacy).flatMap(fields -> fields.judged(raw));
        }
        return switch (first) {
            case AccessListTransaction.TYPE ->
                Rlp.decodeList(raw.slice(1), TransactionDecoder::withAccessList).flatMap(fields -> fields.judged(raw));
            case FeeMarketTransaction.TYPE ->
                Rlp.decodeList(raw.slice(1), TransactionDecoder::feeMarket).flatMap(fields -> fields.judged(raw));
            default -> new Decoded.Malformed<>("transaction type not valid");
        };
    }

    private static Unjudged legacy(RlpListReader list) {
        long nonce = list.number();
        var gasPrice = list.bigNumber(Word.SIZE);
        long gasLimit = list.number();
        var call = Call.read(list);
        return new Unjudged(
                chainId -> new LegacyTransaction(chainId, nonce, gasPrice, gasLimit, call),
                Optional.empty(),
                list.bigNumber(Word.SIZE),
                list.bigNumber(Word.SIZE),
                list.bigNumber(Word.SIZE));
    }

    private static Unjudged withAccessList(RlpListReader list) {
        var chain = list.bigNumber(Word.SIZE);
        long nonce = list.number();
        var gasPrice = list.bigNumber(Word.SIZE);
        long gasLimit = list.number();
        var call = Call.read(list);
        var accessList = AccessList.read(list);
        return new Unjudged(
                chainId -> new AccessListTransaction(chainId, nonce, gasPrice, gasLimit, call, accessList),
                Optional.of(chain),
                list.bigNumber(Word.SIZE),
                list.bigNumber(Word.SIZE),
                list.bigNumber(Word.SIZE));
    }

    private static Unjudged feeMarket(RlpListReader list) {
        var chain = list.bigNumber(Word.SIZE);
        long nonce = list.number();
        var tip = list.bigNumber(Word.SIZE);
        var maxFee = list.bigNumber(Word.SIZE);
        long gasLimit = list.number();
        var call = Call.read(list);
        var accessList = AccessList.read(list);
        return new Unjudged(
                chainId -> new FeeMarketTransaction(chainId, nonce, tip, maxFee, gasLimit, call, accessList),
                Optional.of(chain),
                list.bigNumber(Word.SIZE),
                list.bigNumber(Word.SIZE),
                list.bigNumber(Word.SIZE));
    }

    /// Fields as read.
    ///
    /// @param onChain makes the transaction, once its chain id is known to be one
    /// @param chain nothing for legacy transactions, whose v holds it
    private record Unjudged(
            Function<ChainId, Transaction> onChain,
            Optional<BigInteger> chain,
            BigInteger v,
            BigInteger r,
            BigInteger s) {
        Decoded<SignedTransaction> judged(Bytes raw) {
            if (chain.isPresent()) {
                return judged(raw, chain.get(), v);
            }
            if (v.equals(UNPROTECTED) || v.equals(UNPROTECTED_ODD)) {
                return new Decoded.Malformed<>("only replay-protected (EIP-155) transactions allowed over RPC");
            }
            var fromOffset = v.subtract(OFFSET);
            if (fromOffset.signum() < 0) {
                return new Decoded.Malformed<>(BAD_SIGNATURE);
            }
            return judged(raw, fromOffset.shiftRight(1), fromOffset.and(BigInteger.ONE));
        }

        private Decoded<SignedTransaction> judged(Bytes raw, BigInteger chainNumber, BigInteger yParity) {
            if (chainNumber.signum() == 0 || chainNumber.bitLength() > Integer.SIZE) {
                return new Decoded.Malformed<>("invalid chain id");
            }
            if (yParity.bitLength() > 1) {
                return new Decoded.Malformed<>(BAD_SIGNATURE);
            }
            RecoverableSignature signature;
            try {
                var rs = new Signature(Bytes.concatenate(word(r), word(s)));
                signature = new RecoverableSignature(rs, yParity.intValueExact());
            } catch (IllegalArgumentException outOfRangeOrHigh) {
                return new Decoded.Malformed<>(BAD_SIGNATURE);
            }
            return canonical(raw, onChain.apply(new ChainId(chainNumber.longValueExact())), signature);
        }
    }

    /// One transaction has one encoding. The reader refuses other forms already; that nothing slips through it is worth
    /// a microsecond, because a second form would be a second hash.
    private static Decoded<SignedTransaction> canonical(
            Bytes raw, Transaction transaction, RecoverableSignature signature) {
        var encoded = TransactionEncoder.encode(transaction, signature);
        if (!encoded.equals(raw)) {
            return new Decoded.Malformed<>("malformed RLP: not in canonical form");
        }
        return new Decoded.Value<>(new SignedTransaction(transaction, signature, encoded));
    }

    private static Bytes32 word(BigInteger number) {
        return Bytes32.leftPad(Bytes.wrap(number.toByteArray()).trimLeadingZeros());
    }
}
