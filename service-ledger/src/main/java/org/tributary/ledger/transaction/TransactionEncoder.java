// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.transaction;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.crypto.RecoverableSignature;

/// The signed form on the wire: the fields, then v, r and s.
final class TransactionEncoder {
    /// EIP-155: v = 35 + 2 · chain id + y parity.
    static final long EIP155_OFFSET = 35;

    private TransactionEncoder() {}

    static Bytes encode(Transaction transaction, RecoverableSignature signature) {
        var list = Rlp.list(fields -> {
            transaction.writeFields(fields);
            fields.number(v(transaction, signature))
                    .number(signature.signature().r().toUnsignedBigInteger())
                    .number(signature.signature().s().toUnsignedBigInteger());
        });
        return switch (transaction) {
            case LegacyTransaction _ -> list;
            case AccessListTransaction _ -> Bytes.concatenate(Bytes.of(AccessListTransaction.TYPE), list);
            case FeeMarketTransaction _ -> Bytes.concatenate(Bytes.of(FeeMarketTransaction.TYPE), list);
        };
    }

    private static long v(Transaction transaction, RecoverableSignature signature) {
        return switch (transaction) {
            case LegacyTransaction legacy ->
                EIP155_OFFSET + 2 * legacy.chainId().number() + signature.yParity();
            case AccessListTransaction _, FeeMarketTransaction _ -> signature.yParity();
        };
    }
}
