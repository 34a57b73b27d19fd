// SPDX-License-Identifier: Apache-2.0
/// Whole committees in virtual time, from one seed: the production driver over a simulated network, disk and
/// clock.
@NullMarked
package org.tributary.pbft.simulation;

import org.jspecify.annotations.NullMarked;
