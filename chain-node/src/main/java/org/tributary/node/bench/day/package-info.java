// SPDX-License-Identifier: Apache-2.0
/// A day of a network's traffic, or a month of one payer's, through a whole node, in as little time as the machine
/// needs.
@NullMarked
package org.tributary.node.bench.day;

import org.jspecify.annotations.NullMarked;
