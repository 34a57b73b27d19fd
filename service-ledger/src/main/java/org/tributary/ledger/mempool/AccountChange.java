// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.mempool;

import org.tributary.primitives.Address;

/// What a committed block did to a sender.
public record AccountChange(Address sender, AccountSnapshot after) {}
