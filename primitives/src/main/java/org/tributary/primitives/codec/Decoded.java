// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.codec;

import java.util.function.Function;
import org.tributary.primitives.Invariant;

/// What bytes from outside came to: a value, or the reason why they are none.
public sealed interface Decoded<T> {
    record Value<T>(T value) implements Decoded<T> {}

    record Malformed<T>(String reason) implements Decoded<T> {}

    default <R> Decoded<R> flatMap(Function<? super T, Decoded<R>> next) {
        return switch (this) {
            case Value<T>(var value) -> next.apply(value);
            case Malformed<T>(var reason) -> new Malformed<>(reason);
        };
    }

    /// The value of bytes that we wrote ourselves: anything else is a broken promise.
    default T orBroken(String what) {
        return switch (this) {
            case Value<T>(var value) -> value;
            case Malformed<T>(var reason) -> throw new Invariant.Broken(what + " of our own decodes: " + reason);
        };
    }
}
