// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.block.Header;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.committee.QuorumCertificate;

/// A height whose state can be had: its header, and the certificate that makes the header final.
public record Offer(Header header, QuorumCertificate certificate) {
    static final int MAX_OFFERS = 16;

    public Height height() {
        return header.height();
    }

    /// Whether the committee of `chain` has certified it.
    Verdict check(ChainSpec spec, ChainName chain) {
        return header.chain().equals(chain) && certificate.isCommitOf(chain, height(), header.hash())
                ? certificate.verify(spec.committee(chain))
                : Verdict.reject("offer: the certificate is for another block");
    }

    void write(RlpListWriter list) {
        list.list(header::write).list(certificate::write);
    }

    static Offer read(Hash network, RlpListReader list) {
        return new Offer(list.list(Header::read), list.list(in -> QuorumCertificate.read(network, in)));
    }

    static Bytes encode(List<Offer> offers) {
        return Rlp.list(list -> list.list(offers, (out, offer) -> out.list(offer::write)));
    }

    static Decoded<List<Offer>> decode(Hash network, Bytes bytes) {
        return Rlp.decodeList(bytes, list -> list.list(MAX_OFFERS, in -> in.list(item -> read(network, item))));
    }
}
