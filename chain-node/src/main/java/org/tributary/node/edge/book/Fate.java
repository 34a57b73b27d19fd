// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.book;

/// How far a receipt has come.
public sealed interface Fate {
    /// The edge has it on its disk, and the client knows.
    record Signed() implements Fate {}

    /// A later receipt of the same ticket and bucket says all that it says.
    record Superseded() implements Fate {}

    /// In a signed batch, which has no answer yet.
    record Submitted(long batch) implements Fate {}

    /// A quorum of the committee has it on disk.
    record Certified(long batch) implements Fate {}

    /// Certified, and not looked after any more: there were too many. It is billed all the same.
    record Unfollowed() implements Fate {}

    /// Billed by this window.
    record Counted(long window) implements Fate {}

    /// @param code a published reason code
    record Rejected(String code) implements Fate {}

    /// Whether nothing more can become of it.
    default boolean isFinal() {
        return switch (this) {
            case Superseded _, Unfollowed _, Counted _, Rejected _ -> true;
            case Signed _, Submitted _, Certified _ -> false;
        };
    }
}
