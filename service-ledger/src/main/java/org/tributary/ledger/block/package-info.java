// SPDX-License-Identifier: Apache-2.0
/// Headers, blocks and units: what a chain agrees on and what anyone can prove from it. Protocol §2.
@NullMarked
package org.tributary.ledger.block;

import org.jspecify.annotations.NullMarked;
