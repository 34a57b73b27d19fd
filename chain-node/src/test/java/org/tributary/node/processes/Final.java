// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

import org.tributary.primitives.Hash;

/// A transaction that a node called final.
///
/// @param height    where it stands on main
/// @param block     the hash of its block, as that node named it
/// @param succeeded whether it was not reverted
record Final(Hash transaction, long height, String block, boolean succeeded) {}
