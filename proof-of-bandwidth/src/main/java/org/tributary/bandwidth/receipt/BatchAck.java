// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.receipt;

import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.crypto.Signature;
import org.tributary.primitives.typed.Domain;
import org.tributary.primitives.typed.TypedData;

/// A committee member's word that it verified a batch and made it durable, and when. Protocol §7.3.
///
/// @param batch hash of the batch
/// @param bucket the member's current bucket
public record BatchAck(Hash batch, Bucket bucket) {
    public static final String TYPE_STRING = "BatchAck(bytes32 batch,uint64 bucket)";
    private static final Hash TYPE = TypedData.typeHash(TYPE_STRING);

    public Hash hash() {
        return TypedData.struct(TYPE).word(batch).bucket(bucket).hash();
    }

    public Signature sign(Domain domain, PrivateKey consensusKey) {
        return consensusKey.sign(domain.digest(hash()));
    }

    public void write(RlpListWriter list) {
        list.hash(batch).bucket(bucket);
    }

    public static BatchAck read(RlpListReader list) {
        return new BatchAck(list.hash(), list.bucket());
    }
}
