// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.committee;

import java.util.List;
import java.util.OptionalInt;
import org.tributary.primitives.crypto.PublicKey;

/// The validators of one chain in one epoch, in the order of their seats.
public record Committee(long epoch, List<Validator> members) {
    /// Signer bitmaps are 64-bit, and the largest committee of the protocol has 21 members and 9 standbys.
    public static final int MAX_SIZE = 63;

    public Committee {
        members = List.copyOf(members);
        if (members.isEmpty() || members.size() > MAX_SIZE) {
            throw new IllegalArgumentException("a committee has 1 to " + MAX_SIZE + " members");
        }
        if (members.stream().map(Validator::consensusKey).distinct().count() != members.size()) {
            throw new IllegalArgumentException("a committee has no consensus key twice");
        }
    }

    public int size() {
        return members.size();
    }

    /// f: how many members may be faulty, ⌊(n − 1) / 3⌋.
    public int faults() {
        return (size() - 1) / 3;
    }

    /// ⌊2n/3⌋ + 1. Equal to 2f + 1 where n = 3f + 1; for other sizes any two quorums still share a correct member.
    public int quorum() {
        return 2 * size() / 3 + 1;
    }

    /// f + 1: at least one of them is correct.
    public int weakQuorum() {
        return faults() + 1;
    }

    public Validator member(int seat) {
        return members.get(seat);
    }

    public OptionalInt seat(PublicKey consensusKey) {
        for (int seat = 0; seat < size(); seat++) {
            if (member(seat).consensusKey().equals(consensusKey)) {
                return OptionalInt.of(seat);
            }
        }
        return OptionalInt.empty();
    }
}
