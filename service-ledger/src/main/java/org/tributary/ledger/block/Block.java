// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.block;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.committee.QuorumCertificate;
import org.tributary.primitives.crypto.Keccak;

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
        return Rlp.decodeList(bytes, list -> read(network, list)).flatMap(Block::checked);
    }

    private static Block read(Hash network, RlpListReader list) {
        return new Block(
                list.list(Header::read),
                list.list(inner ->
                        inner.isComplete() ? Optional.empty() : Optional.of(QuorumCertificate.read(network, inner))),
                list.list(inner -> Body.read(network, inner)));
    }

    /// Two blocks with one hash are the same block: a vote's digest stands for every byte.
    private static Decoded<Block> checked(Block block) {
        if (!hash(block.parentCertificate).equals(block.header.parentCertificate())) {
            return new Decoded.Malformed<>("the parent's certificate is not the one that the header names");
        }
        return block.body.hash().equals(block.header.bodyHash())
                ? new Decoded.Value<>(block)
                : new Decoded.Malformed<>("the body is not the one that the header names");
    }

    /// What a header says of the parent's certificate that goes with it; [Hash#ZERO] for none.
    public static Hash hash(Optional<QuorumCertificate> parentCertificate) {
        return parentCertificate
                .map(certificate -> Keccak.hash(Rlp.list(certificate::write)))
                .orElse(Hash.ZERO);
    }
}
