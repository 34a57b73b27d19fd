// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.block;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.message.Message;
import org.tributary.ledger.message.Outbox;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.committee.QuorumCertificate;
import org.tributary.primitives.crypto.Keccak;

/// What a main block takes over from another chain: its newly finished headers and what they send to main. Protocol §2.
///
/// @param headers in height order, without gaps
/// @param certificate of the last header; it vouches for the others through their parent hashes
/// @param messages all that the headers send to main, in sequence order
public record Anchor(List<Header> headers, QuorumCertificate certificate, List<Message> messages) {
    /// More headers wait for the next main block.
    public static final int MAX_HEADERS = 64;

    private static final int MAX_MESSAGES = MAX_HEADERS * Outbox.MAX_MESSAGES;

    public Anchor {
        headers = List.copyOf(headers);
        messages = List.copyOf(messages);
        if (headers.isEmpty() || headers.size() > MAX_HEADERS) {
            throw new IllegalArgumentException("an anchor has 1 to " + MAX_HEADERS + " headers");
        }
    }

    public ChainName chain() {
        return headers.getLast().chain();
    }

    public Header last() {
        return headers.getLast();
    }

    public Hash hash() {
        return Keccak.hash(encoded());
    }

    public Bytes encoded() {
        return Rlp.list(this::write);
    }

    public void write(RlpListWriter list) {
        list.list(headers, (out, header) -> out.list(header::write));
        list.list(certificate::write);
        list.list(messages, (out, message) -> out.list(message::write));
    }

    public static Anchor read(Hash network, RlpListReader list) {
        return new Anchor(
                list.list(MAX_HEADERS, in -> in.list(Header::read)),
                list.list(in -> QuorumCertificate.read(network, in)),
                list.list(MAX_MESSAGES, in -> in.list(Message::read)));
    }
}
