// SPDX-License-Identifier: Apache-2.0
/// Practical Byzantine Fault Tolerance as a pure state machine. Protocol §3; Castro and Liskov, OSDI 1999.
@NullMarked
package org.tributary.pbft;

import org.jspecify.annotations.NullMarked;
