// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.Optional;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.pbft.PbftMessage.Certified;
import org.tributary.pbft.Proposal;
import org.tributary.pbft.Tip;
import org.tributary.pbft.driver.Application;
import org.tributary.primitives.Height;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.View;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.committee.QuorumCertificate;

/// A chain that does what another does. A bug overrides what it spoils.
class ForwardingApplication implements Application {
    private final Application honest;

    ForwardingApplication(Application honest) {
        this.honest = honest;
    }

    @Override
    public Tip committed() {
        return honest.committed();
    }

    @Override
    public void build(Height height, View view, Consumer<Optional<Proposal>> answer) {
        honest.build(height, view, answer);
    }

    @Override
    public void validate(Height height, View view, boolean reproposed, Proposal proposal, Consumer<Verdict> answer) {
        honest.validate(height, view, reproposed, proposal, answer);
    }

    @Override
    public void commit(Proposal proposal, QuorumCertificate certificate, Runnable done) {
        honest.commit(proposal, certificate, done);
    }

    @Override
    public Optional<Certified> certified(Height height) {
        return honest.certified(height);
    }

    @Override
    public Decoded<Proposal> decode(Bytes block) {
        return honest.decode(block);
    }
}
