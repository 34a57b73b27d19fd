// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.chain;

import org.tributary.ledger.block.Header;
import org.tributary.primitives.Address;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Height;

/// What is known of a block before it is executed.
///
/// @param parent header of the block before
public record Frame(
        ChainName chain,
        Height height,
        Header parent,
        Header.MainReference main,
        long timestampMillis,
        Address primary) {}
