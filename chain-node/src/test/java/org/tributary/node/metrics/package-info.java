// SPDX-License-Identifier: Apache-2.0
/// The metrics over real HTTP.
@NullMarked
package org.tributary.node.metrics;

import org.jspecify.annotations.NullMarked;
