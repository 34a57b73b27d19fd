// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

import org.tributary.primitives.Amount;

/// A price from a quantity on.
///
/// @param from in the profile's priced units
/// @param price in smallest units of the token, for one priced unit
public record Tier(long from, Amount price) {
    public Tier {
        if (from < 0) {
            throw new IllegalArgumentException("a tier begins at 0 or above");
        }
    }
}
