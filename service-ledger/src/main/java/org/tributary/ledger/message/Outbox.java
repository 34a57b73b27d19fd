// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.message;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.merkle.MerkleTree;

/// The messages that one block sends to one destination, as its header commits to them.
///
/// @param first sequence of the first of them
/// @param value sum of their values: what main moves between the net balances of the chains
/// @param root [MerkleTree] over the message hashes, in sequence order
public record Outbox(ChainName destination, long first, int count, Amount value, Hash root) {
    public static final int MAX_MESSAGES = 4_096;

    public Outbox {
        if (count < 1 || count > MAX_MESSAGES) {
            throw new IllegalArgumentException("an outbox has 1 to " + MAX_MESSAGES + " messages");
        }
    }

    /// One outbox per destination, destinations in order.
    public static List<Outbox> of(List<Message> messages) {
        SortedMap<ChainName, List<Message>> byDestination = new TreeMap<>();
        for (var message : messages) {
            byDestination
                    .computeIfAbsent(message.destination(), _ -> new ArrayList<>())
                    .add(message);
        }
        return byDestination.values().stream().map(Outbox::ofOne).toList();
    }

    private static Outbox ofOne(List<Message> messages) {
        var value = messages.stream().map(Message::value).reduce(Amount.ZERO, Amount::plus);
        var root = MerkleTree.root(messages.stream().map(Message::hash).toList());
        var first = messages.getFirst();
        return new Outbox(first.destination(), first.sequence(), messages.size(), value, root);
    }

    public void write(RlpListWriter list) {
        list.chain(destination).number(first).number(count).amount(value).hash(root);
    }

    public static Outbox read(RlpListReader list) {
        return new Outbox(list.chain(), list.number(), list.smallNumber(MAX_MESSAGES), list.amount(), list.hash());
    }
}
