// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

import java.util.function.Supplier;

/// A field that is missing or wrong. Readers catch it and hand on its message as a value.
public final class FieldRefused extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String reason;

    public FieldRefused(String path, String reason) {
        super(path.isEmpty() ? reason : path + ": " + reason);
        this.path = path;
        this.reason = reason;
    }

    /// Runs `read` for the field `field`; what it refuses is refused with the path from here on.
    public static <T> T within(String field, Supplier<T> read) {
        try {
            return read.get();
        } catch (FieldRefused inner) {
            throw new FieldRefused(inner.path.isEmpty() ? field : field + "." + inner.path, inner.reason);
        } catch (IllegalArgumentException | ArithmeticException refused) {
            throw new FieldRefused(field, String.valueOf(refused.getMessage()));
        }
    }
}
