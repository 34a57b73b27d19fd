// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.util.OptionalInt;
import java.util.function.IntPredicate;

/// Checks many things of one kind, on as many threads as the caller likes: the answer does not depend on them.
@FunctionalInterface
public interface Workers {
    /// The lowest of 0 … count − 1 for which `holds` is false; nothing where it holds for all. It may be called from
    /// several threads.
    OptionalInt firstFailure(int count, IntPredicate holds);

    /// One after the other, on the calling thread.
    static Workers inTurn() {
        return (count, holds) -> {
            for (int i = 0; i < count; i++) {
                if (!holds.test(i)) {
                    return OptionalInt.of(i);
                }
            }
            return OptionalInt.empty();
        };
    }
}
