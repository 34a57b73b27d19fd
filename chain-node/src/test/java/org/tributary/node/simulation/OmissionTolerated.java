// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.function.Consumer;
import org.tributary.pbft.Proposal;
import org.tributary.pbft.driver.Application;
import org.tributary.primitives.Height;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.View;

/// Takes every proposal for one that a quorum has supported before, and objects to nothing that is left out.
record OmissionTolerated() implements Plant {
    @Override
    public Application application(SimulatedNode node, Application honest) {
        return new ForwardingApplication(honest) {
            @Override
            public void validate(
                    Height height, View view, boolean reproposed, Proposal proposal, Consumer<Verdict> answer) {
                honest.validate(height, view, true, proposal, answer);
            }
        };
    }
}
