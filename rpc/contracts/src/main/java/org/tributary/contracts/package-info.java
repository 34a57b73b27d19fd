// SPDX-License-Identifier: Apache-2.0
/// The platform contracts for DApps on Web3j. `Registry`, `Pools`, `Settlement` and `Challenges` are generated at build
/// time from the
/// ABI files beside this package, which a test holds to what the contracts themselves say. Protocol §9.
@NullMarked
package org.tributary.contracts;

import org.jspecify.annotations.NullMarked;
