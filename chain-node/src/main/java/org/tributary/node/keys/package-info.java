// SPDX-License-Identifier: Apache-2.0
/// Key files: Web3 Secret Storage v3, their directories, and the keys of a node. The only place that reads passwords.
@NullMarked
package org.tributary.node.keys;

import org.jspecify.annotations.NullMarked;
