// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

/// Two votes of one seat for one slot and phase, with different digests. Anyone may submit it to main. Protocol
/// §3.
public record Evidence(SignedVote first, SignedVote second) {
    public Evidence {
        if (!first.contradicts(second)) {
            throw new IllegalArgumentException("the two votes do not contradict each other");
        }
    }

    public int seat() {
        return first.seat();
    }
}
