// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.receipt;

import org.tributary.bandwidth.MeteringRules;
import org.tributary.primitives.Address;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.typed.TypedData;

/// What a provider signs about a batch of receipts.
///
/// @param sequence the provider's own count of its batches; batches need not arrive in its order
/// @param first the lowest bucket of the entries
/// @param last the highest bucket of the entries
/// @param receiptsRoot [BatchTree] over the entries
public record ReceiptBatch(
        Address provider, ChainName chain, long sequence, Bucket first, Bucket last, int count, Hash receiptsRoot) {
    public static final String TYPE_STRING = "ReceiptBatch(address provider,string chain,uint64 sequence,uint64 first,"
            + "uint64 last,uint32 count,bytes32 receiptsRoot)";
    private static final Hash TYPE = TypedData.typeHash(TYPE_STRING);

    public ReceiptBatch {
        if (sequence < 0) {
            throw new IllegalArgumentException("a sequence is not negative");
        }
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("a batch does not end before it begins");
        }
        if (count < 1 || count > MeteringRules.MOST_RECEIPTS) {
            throw new IllegalArgumentException("a batch has 1 to " + MeteringRules.MOST_RECEIPTS + " receipts");
        }
    }

    /// What the batch is addressed by everywhere: EIP-712's hashStruct.
    public Hash hash() {
        return TypedData.struct(TYPE)
                .address(provider)
                .text(chain.text())
                .number(sequence)
                .bucket(first)
                .bucket(last)
                .number(count)
                .word(receiptsRoot)
                .hash();
    }

    public void write(RlpListWriter list) {
        list.address(provider)
                .chain(chain)
                .number(sequence)
                .bucket(first)
                .bucket(last)
                .number(count)
                .hash(receiptsRoot);
    }

    public static ReceiptBatch read(RlpListReader list) {
        return new ReceiptBatch(
                list.address(),
                list.chain(),
                list.number(),
                list.bucket(),
                list.bucket(),
                list.smallNumber(MeteringRules.MOST_RECEIPTS),
                list.hash());
    }
}
