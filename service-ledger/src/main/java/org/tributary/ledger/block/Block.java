// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.block;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.committee.QuorumCertificate;

/// A header and what it commits to.
///
/// @param parentCertificate the commit certificate of the parent that the header names; nothing at height 1
public record Block(Header header, Optional<QuorumCertificate> parentCertificate, Body body) {
    public Hash hash() {
        return header.hash();
    }

    public Bytes encoded() {
        return Rlp.list(list -> list.list(header::write)
                .list(inner -> parentCertificate.ifPresent(certificate -> certificate.write(inner)))
                .list(inner -> Body.write(inner, body)));
    }

    /// Reads a block of `network`, the genesis hash that its certificates are bound to.
    public static Decoded<Block> decode(Hash network, Bytes bytes) {
        return Rlp.decodeList(bytes, list -> read(network, list));
    }

    private static Block read(Hash network, RlpListReader list) {
        return new Block(
                list.list(Header::read),
                list.list(inner ->
                        inner.isComplete() ? Optional.empty() : Optional.of(QuorumCertificate.read(network, inner))),
                list.list(inner -> Body.read(network, inner)));
    }
}
