// SPDX-License-Identifier: Apache-2.0
/// The settings of one node: their defaults, where they come from, and the records that the node is built from.
@NullMarked
package org.tributary.node.config;

import org.jspecify.annotations.NullMarked;
