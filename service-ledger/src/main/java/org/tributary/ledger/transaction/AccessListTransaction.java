// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.transaction;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListWriter;

/// Type 1 (EIP-2930): one gas price and an access list.
public record AccessListTransaction(
        ChainId chainId, long nonce, BigInteger gasPrice, long gasLimit, Call call, AccessList accessList)
        implements Transaction {
    public static final int TYPE = 1;

    public AccessListTransaction {
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
    public Bytes signingBytes() {
        return Bytes.concatenate(Bytes.of(TYPE), Rlp.list(this::writeFields));
    }

    @Override
    public void writeFields(RlpListWriter list) {
        list.number(chainId.number()).number(nonce).number(gasPrice).number(gasLimit);
        call.write(list);
        accessList.write(list);
    }
}
