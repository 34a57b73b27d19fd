// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.committee;

import org.tributary.primitives.Address;
import org.tributary.primitives.crypto.PublicKey;

/// One seat: the account that is rewarded and the key that votes.
public record Validator(Address operator, PublicKey consensusKey) {}
