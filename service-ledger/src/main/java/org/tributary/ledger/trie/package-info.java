// SPDX-License-Identifier: Apache-2.0
/// The Merkle-Patricia trie of Ethereum (Yellow Paper, appendix D), its nodes kept by place and not by hash: a new node
/// overwrites the one that it supersedes, so nothing is ever left to collect. Protocol §2.
@NullMarked
package org.tributary.ledger.trie;

import org.jspecify.annotations.NullMarked;
