// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import org.tributary.node.edge.network.ProofDesk;

/// An edge says that a window counts what a quorum has, without a look.
record CertifiedTakenForCounted() implements Plant {
    @Override
    public ProofDesk proofs(ProofDesk honest) {
        return (receipt, expected) -> expected.isPresent() ? expected : honest.window(receipt, expected);
    }
}
