// SPDX-License-Identifier: Apache-2.0
/// Blocks and what they do to accounts. Protocol §2, §5 and §9.
@NullMarked
package org.tributary.ledger;

import org.jspecify.annotations.NullMarked;
