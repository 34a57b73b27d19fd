// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tributary.primitives.Height;

/// Whether a replica with a seat may sign. Protocol §3, the amnesia rule; ADR 0008.
///
/// It follows without voting while it asks the others, and below the memory's height: what it signed there is
/// settled, or not known.
///
/// @param question the number of its last question: an answer to an earlier one does not count
/// @param witnesses those that answered it: what it may have voted for before, it does not vote for
record Standing(Memory memory, long question, Optional<Asking> asking, Witnesses witnesses) {
    /// Waits for what others know of us.
    ///
    /// @param amnesia how we know that the journal lacks signatures of ours; empty as long as nothing says so
    /// @param proved the highest height that is proved to be committed, prepared or signed by us
    /// @param answered the seats that answered
    record Asking(Optional<String> amnesia, Height proved, SortedSet<Integer> answered) {
        Asking {
            answered = Collections.unmodifiableSortedSet(new TreeSet<>(answered));
        }

        Asking because(String reason) {
            return new Asking(Optional.of(amnesia.orElse(reason)), proved, answered);
        }

        Asking proving(Height height) {
            return height.isAfter(proved) ? new Asking(amnesia, height, answered) : this;
        }

        Asking answeredBy(int seat) {
            var seats = new TreeSet<>(answered);
            seats.add(seat);
            return new Asking(amnesia, proved, seats);
        }
    }

    static Standing voting(Memory memory) {
        return new Standing(memory, 0, Optional.empty(), Witnesses.UNNEEDED);
    }

    static Standing asking(Memory memory, long question, Optional<String> amnesia) {
        return new Standing(
                memory, question, Optional.of(new Asking(amnesia, Height.ZERO, new TreeSet<>())), Witnesses.NONE);
    }

    Standing with(Asking changed) {
        return new Standing(memory, question, Optional.of(changed), witnesses);
    }

    Standing askingAgain(String amnesia) {
        return asking(memory, question + 1, Optional.of(amnesia));
    }

    Standing with(Witnesses more) {
        return new Standing(memory, question, asking, more);
    }

    /// The answers are in, or a height is settled.
    Standing votingFrom(Memory remembered) {
        return new Standing(remembered, question, Optional.empty(), witnesses);
    }

    boolean maySign(Height height) {
        return asking.isEmpty() && !height.isBefore(memory.height());
    }
}
