// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;

/// What a recall came to: cover that goes back to main. Protocol §8.
///
/// @param amount was neither reserved nor billed
/// @param lapsed recalled and billed since: it will not come back
public record Released(Hash pool, Amount amount, Amount lapsed) {}
