// SPDX-License-Identifier: Apache-2.0
package org.tributary.node;

import java.util.List;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.block.Body;
import org.tributary.ledger.main.TransactionSource;
import org.tributary.primitives.Address;

/// Whose nonces a block has moved.
final class Senders {
    private Senders() {}

    static List<Address> of(Block block, TransactionSource transactions) {
        return block.body() instanceof Body.Main(var signed, var anchors)
                ? signed.stream()
                        .flatMap(transaction -> transactions.sender(transaction).stream())
                        .distinct()
                        .toList()
                : List.of();
    }
}
