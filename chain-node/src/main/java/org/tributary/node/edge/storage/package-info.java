// SPDX-License-Identifier: Apache-2.0
/// The objects that an edge keeps for its clients, on disk.
@NullMarked
package org.tributary.node.edge.storage;

import org.jspecify.annotations.NullMarked;
