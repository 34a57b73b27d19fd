// SPDX-License-Identifier: Apache-2.0
/// The Solidity ABI, as far as platform contracts need it: functions, events and reverts. Protocol §9.
///
/// Source: the Solidity documentation, "Contract ABI Specification". Decoding is total and stricter than that page asks
/// for: only the encoding that the encoder itself would write is taken, so a call has one form. Signed integers, fixed
/// point numbers and function types are left out.
@NullMarked
package org.tributary.ledger.abi;

import org.jspecify.annotations.NullMarked;
