// SPDX-License-Identifier: Apache-2.0
/// Binary hash trees whose shape follows from their size alone: a lone last node moves up unchanged.
///
/// Leaves and inner nodes are hashed with different first bytes, so that neither passes for the other.
@NullMarked
package org.tributary.bandwidth.merkle;

import org.jspecify.annotations.NullMarked;
