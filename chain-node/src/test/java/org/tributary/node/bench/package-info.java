// SPDX-License-Identifier: Apache-2.0
/// Tests of how the benchmarks count. The one of a whole run is short: its figures mean nothing.
@NullMarked
package org.tributary.node.bench;

import org.jspecify.annotations.NullMarked;
