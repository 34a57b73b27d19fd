// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.transaction;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListWriter;

/// Type 0, with EIP-155's replay protection: the chain id is in what is signed, and in v.
public record LegacyTransaction(ChainId chainId, long nonce, BigInteger gasPrice, long gasLimit, Call call)
        implements Transaction {
    public static final int TYPE = 0;

    public LegacyTransaction {
        Word.check(nonce, gasLimit);
        Word.check("gas price", gasPrice);
    }

    @Override
    public int type() {
        return TYPE;
    }

    @Override
    public BigInteger maxFeePerGas() {
        return gasPrice;
    }

    @Override
    public BigInteger maxPriorityFeePerGas() {
        return gasPrice;
    }

    @Override
    public AccessList accessList() {
        return AccessList.EMPTY;
    }

    /// EIP-155: six fields, then chain id, 0, 0.
    @Override
    public Bytes signingBytes() {
        return Rlp.list(list -> {
            writeFields(list);
            list.number(chainId.number()).number(0).number(0);
        });
    }

    @Override
    public void writeFields(RlpListWriter list) {
        list.number(nonce).number(gasPrice).number(gasLimit);
        call.write(list);
    }
}
