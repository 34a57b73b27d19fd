// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.committee;

import org.tributary.primitives.Height;
import org.tributary.primitives.View;

/// Whose turn it is to propose: every `reign` heights the turn passes to the next seat, and so does every view
/// change. Protocol §3. Consensus asks it before it takes a proposal, the ledger when it checks a header's
/// primary.
///
/// @param reign heights that one primary leads in a row, at least 1
public record PrimaryRotation(int reign) {
    public PrimaryRotation {
        if (reign < 1) {
            throw new IllegalArgumentException("a reign has at least one height: " + reign);
        }
    }

    /// The seat of the primary: (⌊height / reign⌋ + view) mod n.
    public int primary(Committee committee, Height height, View view) {
        long size = committee.size();
        return (int) ((height.number() / reign % size + view.number() % size) % size);
    }
}
