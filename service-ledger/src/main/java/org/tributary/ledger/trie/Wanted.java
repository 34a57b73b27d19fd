// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.trie;

import org.tributary.primitives.Hash;

/// A subtrie that is known by its place and the hash of its topmost node, and by nothing else yet.
public record Wanted(Place place, Hash hash) {}
