// SPDX-License-Identifier: Apache-2.0
/// The ProofOfBandwidth transaction and the trees that make each receipt of a window provable. Protocol §7.6.
///
/// Knows no state: everything here can be recomputed offline from what a bill carries.
@NullMarked
package org.tributary.bandwidth.proof;

import org.jspecify.annotations.NullMarked;
