// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.transaction;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListWriter;

/// Type 2 (EIP-1559), what wallets send unless told otherwise. The order of fields is the EIP's.
public record FeeMarketTransaction(
        ChainId chainId,
        long nonce,
        BigInteger maxPriorityFeePerGas,
        BigInteger maxFeePerGas,
        long gasLimit,
        Call call,
        AccessList accessList)
        implements Transaction {
    public static final int TYPE = 2;

    public FeeMarketTransaction {
        Word.check(nonce, gasLimit);
        Word.check("max priority fee per gas", maxPriorityFeePerGas);
        Word.check("max fee per gas", maxFeePerGas);
    }

    /// At one flat price, tip 0, without an access list: what our own tools send.
    public static FeeMarketTransaction flat(
            ChainId chainId, long nonce, BigInteger maxFeePerGas, long gasLimit, Call call) {
        return new FeeMarketTransaction(
                chainId, nonce, BigInteger.ZERO, maxFeePerGas, gasLimit, call, AccessList.EMPTY);
    }

    @Override
    public int type() {
        return TYPE;
    }

    @Override
    public Bytes signingBytes() {
        return Bytes.concatenate(Bytes.of(TYPE), Rlp.list(this::writeFields));
    }

    @Override
    public void writeFields(RlpListWriter list) {
        list.number(chainId.number()).number(nonce).number(maxPriorityFeePerGas).number(maxFeePerGas);
        list.number(gasLimit);
        call.write(list);
        accessList.write(list);
    }
}
