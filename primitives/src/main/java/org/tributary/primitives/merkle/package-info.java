// SPDX-License-Identifier: Apache-2.0
/// Commitments to lists, and the proofs that something is on one.
@NullMarked
package org.tributary.primitives.merkle;

import org.jspecify.annotations.NullMarked;
