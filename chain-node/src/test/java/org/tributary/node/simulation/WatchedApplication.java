// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import org.tributary.pbft.Proposal;
import org.tributary.pbft.driver.Application;
import org.tributary.primitives.committee.QuorumCertificate;

/// A chain, looked at by the checkers whenever it commits.
final class WatchedApplication extends ForwardingApplication {
    private final Commits commits;

    interface Commits {
        /// Told before anything is done about a block that is final.
        void commits(Proposal proposal);

        /// Told after it is durable.
        void committed(Proposal proposal, QuorumCertificate certificate);
    }

    WatchedApplication(Application application, Commits commits) {
        super(application);
        this.commits = commits;
    }

    @Override
    public void commit(Proposal proposal, QuorumCertificate certificate, Runnable done) {
        commits.commits(proposal);
        super.commit(proposal, certificate, () -> {
            commits.committed(proposal, certificate);
            done.run();
        });
    }
}
