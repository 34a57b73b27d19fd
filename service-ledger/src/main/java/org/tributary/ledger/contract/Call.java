// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;

/// One call of a platform contract.
///
/// @param value already in the contract's balance
/// @param input selector and ABI-encoded arguments
/// @param nowMillis the block's time
public record Call(Address sender, Amount value, Bytes input, long nowMillis) {}
