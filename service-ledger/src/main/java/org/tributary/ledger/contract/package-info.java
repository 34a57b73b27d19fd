// SPDX-License-Identifier: Apache-2.0
/// Platform contracts: native operations behind reserved addresses and a Solidity ABI. Protocol §8 and §9.
///
/// Every token that a contract holds is in the balance of its address, so the supply is the sum of balances and burned.
@NullMarked
package org.tributary.ledger.contract;

import org.jspecify.annotations.NullMarked;
