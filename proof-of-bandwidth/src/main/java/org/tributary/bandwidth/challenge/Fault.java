// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.challenge;

/// What is wrong with an entry, and how main is told.
public sealed interface Fault {
    String what();

    /// Main is shown it at once.
    record Provable(Claim claim, String what) implements Fault {}

    /// Main is shown it together with the other entry.
    record Doubled(EntryPlace other) implements Fault {
        @Override
        public String what() {
            return "counts what " + other + " counts";
        }
    }

    /// Only somebody else can show that it is right.
    record Demandable(Demand demand, String what) implements Fault {}
}
