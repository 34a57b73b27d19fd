// SPDX-License-Identifier: Apache-2.0
/// How chains talk: ordered messages from one chain to another, committed to by the block that sends them. Protocol §5.
@NullMarked
package org.tributary.ledger.message;

import org.jspecify.annotations.NullMarked;
