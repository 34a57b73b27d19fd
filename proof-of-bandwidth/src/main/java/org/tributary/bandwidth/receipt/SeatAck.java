// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.receipt;

import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.committee.Committee;
import org.tributary.primitives.crypto.Signature;
import org.tributary.primitives.typed.Domain;

/// One acknowledgement inside a certificate: who, when, and the signature over the [BatchAck].
public record SeatAck(int seat, Bucket bucket, Signature signature) {
    public SeatAck {
        if (seat < 0 || seat >= Committee.MAX_SIZE) {
            throw new IllegalArgumentException("no committee has a seat " + seat);
        }
    }

    /// Whether the member of the seat acknowledged the batch.
    public boolean verifies(Hash batch, Domain domain, Committee committee) {
        return seat < committee.size()
                && committee
                        .member(seat)
                        .consensusKey()
                        .verifies(domain.digest(new BatchAck(batch, bucket).hash()), signature);
    }

    public void write(RlpListWriter list) {
        list.number(seat).bucket(bucket).signature(signature);
    }

    public static SeatAck read(RlpListReader list) {
        return new SeatAck(list.smallNumber(Committee.MAX_SIZE - 1), list.bucket(), list.signature());
    }
}
