// SPDX-License-Identifier: Apache-2.0
/// Figures about this machine and this build: what a receipt costs, in time, memory and bytes on chain.
///
/// The traffic is made up; what is measured is the code that nodes run, with nothing switched off.
@NullMarked
package org.tributary.node.bench;

import org.jspecify.annotations.NullMarked;
