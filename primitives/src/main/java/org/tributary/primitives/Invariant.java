// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives;

/// Checks of our own correctness, always on. One that fails halts the replica: going on could lose money.
public final class Invariant {
    private Invariant() {}

    /// A promise of ours that did not hold.
    public static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Broken(String promise) {
            super(promise);
        }
    }

    public static void check(boolean holds, String promise) {
        if (!holds) {
            throw new Broken(promise);
        }
    }
}
