// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.crypto;

import java.util.stream.Stream;

/// Both implementations, or the pure-Java one alone where the native library has no binary.
final class Curves {
    private Curves() {}

    static Stream<Curve> both() {
        return Stream.concat(NativeCurve.load().stream(), Stream.of(new BouncyCastleCurve()));
    }
}
