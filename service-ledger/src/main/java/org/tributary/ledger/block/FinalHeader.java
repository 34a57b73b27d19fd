// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.block;

import java.util.Optional;
import org.tributary.genesis.ChainSpec;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.committee.QuorumCertificate;

/// A header and the certificate that makes it final.
public record FinalHeader(Header header, QuorumCertificate certificate) {
    /// Why this is no final header of `chain`; nothing where it is one.
    public Optional<String> refusal(ChainSpec spec, ChainName chain) {
        if (!header.chain().equals(chain)) {
            return Optional.of("the header is of " + header.chain() + ", not of " + chain);
        }
        if (!certificate.isCommitOf(chain, header.height(), header.hash())) {
            return Optional.of("the certificate is not that of the header");
        }
        return certificate.verify(spec.committee(chain)) instanceof Verdict.Reject(var reason)
                ? Optional.of(reason)
                : Optional.empty();
    }

    public void write(RlpListWriter list) {
        list.list(header::write).list(certificate::write);
    }

    public static FinalHeader read(Hash network, RlpListReader list) {
        return new FinalHeader(list.list(Header::read), list.list(in -> QuorumCertificate.read(network, in)));
    }
}
