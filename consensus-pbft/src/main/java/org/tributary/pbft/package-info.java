// SPDX-License-Identifier: Apache-2.0
/// Practical Byzantine Fault Tolerance as a pure state machine. Protocol §3; Castro and Liskov, OSDI 1999.
///
/// [Pbft#step] is the whole protocol: a state and an event give a state and effects. The normal case, view
/// changes and catch-up have a file each. Nothing here reads a clock, draws randomness, blocks, or knows
/// what is in a block. Messages are verified before they come here ([MessageVerifier]), effects are carried
/// out in order by the `driver` package.
@NullMarked
package org.tributary.pbft;

import org.jspecify.annotations.NullMarked;
