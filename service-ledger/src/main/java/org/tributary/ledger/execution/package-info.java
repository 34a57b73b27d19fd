// SPDX-License-Identifier: Apache-2.0
/// What a program may do to accounts while it executes a block.
@NullMarked
package org.tributary.ledger.execution;

import org.jspecify.annotations.NullMarked;
