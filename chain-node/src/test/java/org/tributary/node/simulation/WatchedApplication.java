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

/// A chain, looked at by the checkers whenever it has committed.
record WatchedApplication(Application application, Commits commits) implements Application {
    /// Told after a block is durable.
    @FunctionalInterface
    interface Commits {
        void committed(Proposal proposal, QuorumCertificate certificate);
    }

    @Override
    public Tip committed() {
        return application.committed();
    }

    @Override
    public void build(Height height, View view, Consumer<Optional<Proposal>> answer) {
        application.build(height, view, answer);
    }

    @Override
    public void validate(Height height, View view, boolean reproposed, Proposal proposal, Consumer<Verdict> answer) {
        application.validate(height, view, reproposed, proposal, answer);
    }

    @Override
    public void commit(Proposal proposal, QuorumCertificate certificate, Runnable done) {
        application.commit(proposal, certificate, () -> {
            commits.committed(proposal, certificate);
            done.run();
        });
    }

    @Override
    public Optional<Certified> certified(Height height) {
        return application.certified(height);
    }

    @Override
    public Decoded<Proposal> decode(Bytes block) {
        return application.decode(block);
    }
}
