// SPDX-License-Identifier: Apache-2.0
/// What a provider has earned, as the chains say: earned = settled + unsettled + fees + held, to the
/// smallest unit.
@NullMarked
package org.tributary.node.edge.earnings;

import org.jspecify.annotations.NullMarked;
