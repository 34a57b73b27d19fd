// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives;

/// What a check of something from outside came to. A refusal is a value with a reason, never an exception.
public sealed interface Verdict {
    static Verdict accept() {
        return new Accept();
    }

    record Accept() implements Verdict {}

    /// `reason` says to the sender what to change.
    record Reject(String reason) implements Verdict {}

    static Verdict reject(String reason) {
        return new Reject(reason);
    }

    default boolean accepted() {
        return this instanceof Accept;
    }
}
