// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.util.Optional;
import java.util.TreeMap;
import org.tributary.ledger.chain.MainChain;
import org.tributary.ledger.message.Message;
import org.tributary.ledger.message.MessageBody.EscrowNotice;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;

/// Main's first escrow notice of each pool to one service chain.
final class PoolNotices {
    private static final int PAGE = 1_000;

    private final MainChain main;
    private final ChainName chain;
    private final TreeMap<Hash, Message> first = new TreeMap<>();
    private long next;

    PoolNotices(MainChain main, ChainName chain) {
        this.main = main;
        this.chain = chain;
    }

    Optional<Message> notice(Hash pool) {
        while (!first.containsKey(pool) && readOn()) {}
        return Optional.ofNullable(first.get(pool));
    }

    /// Whether there was more.
    private boolean readOn() {
        var page = main.messages(chain, next, main.height(), PAGE);
        for (var message : page) {
            next = message.sequence() + 1;
            if (message.body() instanceof EscrowNotice(var pool, var _, var _, var _)) {
                first.putIfAbsent(pool, message);
            }
        }
        return !page.isEmpty();
    }
}
