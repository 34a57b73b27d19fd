// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.List;
import java.util.TreeMap;
import org.tributary.pbft.PbftMessage;
import org.tributary.pbft.PbftMessage.Certified;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.committee.QuorumCertificate;
import org.tributary.primitives.committee.Vote;
import org.tributary.primitives.crypto.Signature;

/// Sends blocks with certificates that it signed all by itself, with keys of its own making.
record CertificateForger(Forger forger, int seat, Faults faults) implements Adversary {
    @Override
    public List<PbftMessage> instead(ChainName chain, int receiver, PbftMessage message) {
        return switch (message) {
            case PbftMessage.PrePrepare proposed
            when proposed.seat() == seat -> {
                faults.took(FaultKind.FORGED_CERTIFICATE);
                var block = receiver % 2 == 0 ? proposed.proposal() : forger.twin(proposed.proposal());
                yield List.of(
                        message,
                        new Certified(
                                block,
                                certificate(forger.vote(seat, proposed.vote().vote(), Vote.Phase.COMMIT, block.digest())
                                        .vote())));
            }
            default -> List.of(message);
        };
    }

    private QuorumCertificate certificate(Vote vote) {
        var signatures = new TreeMap<Integer, Signature>();
        for (int i = 0; i < forger.world().committee().quorum(); i++) {
            signatures.put(i, stranger(i).sign(vote.signingHash()));
        }
        return QuorumCertificate.of(vote, signatures);
    }

    /// The keys of a committee that nobody elected.
    static org.tributary.primitives.crypto.PrivateKey stranger(int number) {
        return World.key("stranger" + number);
    }
}
