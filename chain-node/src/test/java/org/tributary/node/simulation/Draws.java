// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.Random;

/// Random draws from a seed. Neighbours among seeds must not draw alike, as the first draws of [Random] do.
final class Draws {
    private Draws() {}

    /// SplitMix64 (Steele, Lea and Flood 2014, figure 15) in front of it.
    static Random of(long seed) {
        long z = seed * 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return new Random(z ^ (z >>> 31));
    }
}
