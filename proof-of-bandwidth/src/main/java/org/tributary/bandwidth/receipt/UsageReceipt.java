// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.receipt;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.typed.TypedData;

/// A client's word on what it received so far on one ticket. Cumulative: a lost receipt loses nothing,
/// the counter is the replay key, and there are no nonces.
///
/// @param ticket hash of the session's ticket
/// @param down received since the ticket's start: bytes, messages, or byte-seconds kept
/// @param up sent since the ticket's start: bytes or messages
/// @param millis milliseconds served since the ticket's start
/// @param closing the last receipt of its bucket
/// @param contentDigest of what was served (zero where the client does not say)
public record UsageReceipt(
        Hash ticket, Bucket bucket, long down, long up, long millis, boolean closing, Hash contentDigest) {
    public static final String TYPE_STRING = "UsageReceipt(bytes32 ticket,uint64 bucket,uint64 down,uint64 up,"
            + "uint64 millis,bool closing,bytes32 contentDigest)";
    private static final byte[] TYPE = TypedData.typeHash(TYPE_STRING).bytes().toArrayUnsafe();
    private static final int WORD = 32;
    private static final int FIELDS = 7;

    public UsageReceipt {
        if (down < 0 || up < 0 || millis < 0) {
            throw new IllegalArgumentException("counters lie in 0 … 2^63 − 1");
        }
    }

    /// EIP-712's hashStruct. Millions of these are hashed per window, so the words go into one array.
    public Hash hash() {
        var words = new byte[(1 + FIELDS) * WORD];
        System.arraycopy(TYPE, 0, words, 0, WORD);
        System.arraycopy(ticket.bytes().toArrayUnsafe(), 0, words, WORD, WORD);
        number(words, 2, bucket.number());
        number(words, 3, down);
        number(words, 4, up);
        number(words, 5, millis);
        number(words, 6, closing ? 1 : 0);
        System.arraycopy(contentDigest.bytes().toArrayUnsafe(), 0, words, 7 * WORD, WORD);
        return Keccak.hash(Bytes.wrap(words));
    }

    private static void number(byte[] words, int word, long value) {
        long rest = value;
        for (int i = (word + 1) * WORD - 1; rest != 0; i--) {
            words[i] = (byte) rest;
            rest >>>= Byte.SIZE;
        }
    }

    public void write(RlpListWriter list) {
        list.hash(ticket)
                .bucket(bucket)
                .number(down)
                .number(up)
                .number(millis)
                .flag(closing)
                .hash(contentDigest);
    }

    public static UsageReceipt read(RlpListReader list) {
        return new UsageReceipt(
                list.hash(), list.bucket(), list.number(), list.number(), list.number(), list.flag(), list.hash());
    }
}
