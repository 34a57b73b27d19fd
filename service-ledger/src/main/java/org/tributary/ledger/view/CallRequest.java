// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.view;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Address;

/// The arguments of `eth_call` and `eth_estimateGas`.
///
/// @param gas the most that may be used; the block's limit where nothing is said
public record CallRequest(Address from, Optional<Address> to, BigInteger value, Bytes input, OptionalLong gas) {}
