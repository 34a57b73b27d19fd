// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.crypto;

/// Which implementation this machine gets.
final class CurveChoice {
    /// The native library where it loads, else Bouncy Castle.
    static final Curve BEST = NativeCurve.load().orElseGet(BouncyCastleCurve::new);

    private CurveChoice() {}
}
