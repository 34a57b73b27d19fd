// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.message;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.crypto.Keccak;

/// One message from a chain to another.
///
/// @param sequence counts the messages of this source to this destination, from 0 and without gaps
public record Message(ChainName source, ChainName destination, long sequence, MessageBody body) {
    /// What the message moves from the source's net balance to the destination's.
    public Amount value() {
        return body.value();
    }

    public Bytes encoded() {
        return Rlp.list(this::write);
    }

    public Hash hash() {
        return Keccak.hash(encoded());
    }

    public void write(RlpListWriter list) {
        list.chain(source).chain(destination).number(sequence).list(inner -> MessageBody.write(inner, body));
    }

    public static Message read(RlpListReader list) {
        return new Message(list.chain(), list.chain(), list.number(), list.list(MessageBody::read));
    }
}
