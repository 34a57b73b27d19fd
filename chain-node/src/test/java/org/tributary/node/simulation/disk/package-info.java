// SPDX-License-Identifier: Apache-2.0
/// A disk that fails as disks do. Journals are the node's own files over a file system in memory; stores are maps that
/// remember what a power loss may take.
@NullMarked
package org.tributary.node.simulation.disk;

import org.jspecify.annotations.NullMarked;
