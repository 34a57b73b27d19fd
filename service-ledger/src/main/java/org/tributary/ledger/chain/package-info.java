// SPDX-License-Identifier: Apache-2.0
/// One chain: builds, checks and commits its blocks. What a block means is its program's matter. Protocol §2.
@NullMarked
package org.tributary.ledger.chain;

import org.jspecify.annotations.NullMarked;
