// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;

/// One provider's part of what a scope owes more than before.
///
/// @param units of the provider since the scope last owed more
public record Part(Address provider, long units, Amount amount) {}
