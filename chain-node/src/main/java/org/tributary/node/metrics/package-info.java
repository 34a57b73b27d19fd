// SPDX-License-Identifier: Apache-2.0
/// What a node tells its operator: figures for Prometheus, and whether it lives and is ready.
///
/// Reads and never decides. The figures are pulled from suppliers when they are asked for, so
/// nothing runs in between. Names are `<module>_<noun>_<unit>`, and CometBFT's words where it has
/// one for the same thing.
@NullMarked
package org.tributary.node.metrics;

import org.jspecify.annotations.NullMarked;
