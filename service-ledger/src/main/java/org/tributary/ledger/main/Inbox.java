// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.main;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.ledger.block.Anchor;
import org.tributary.ledger.block.Header;
import org.tributary.ledger.block.Header.InboxCursor;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.message.Message;
import org.tributary.ledger.store.KeyValueReader;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.codec.Rlp;

/// The messages that main's committed blocks have anchored and not yet consumed, in the order (anchoring height,
/// source, sequence). A main block must consume them, as many as [#MAX_PER_BLOCK]. Protocol §5.
///
/// They are numbered as they come. Main's state holds how many ever came, and the hash of each that waits; the messages
/// themselves stand beside it.
public final class Inbox {
    /// Bounds the work of one block. One message settles up to a thousand rows.
    static final int MAX_PER_BLOCK = 16;

    /// How many ever came; and the hash of number n at `QUEUE[n]`.
    private static final UInt256 QUEUE = Slots.at(4);

    private final KeyValueReader store;

    public Inbox(KeyValueReader store) {
        this.store = store;
    }

    /// What the next block consumes.
    ///
    /// @param cursors of all sources, after it
    /// @param first number of the first of the messages
    record Due(List<Message> messages, List<InboxCursor> cursors, long first) {}

    /// The slot of [Reserved#LEDGER] that counts the messages that ever came.
    public static UInt256 countSlot() {
        return QUEUE;
    }

    /// The slot of [Reserved#LEDGER] with the hash of a message that waits.
    public static UInt256 slot(long number) {
        return Slots.entry(QUEUE, number);
    }

    /// How many messages were consumed with the block: the number of the first that waits.
    public static long consumed(Header header) {
        return header.cursors().stream().mapToLong(InboxCursor::next).reduce(0, Math::addExact);
    }

    /// All of them.
    List<Message> waiting() {
        return from(0, Integer.MAX_VALUE);
    }

    boolean isEmpty() {
        return from(0, 1).isEmpty();
    }

    Due due(Header parent) {
        long first = consumed(parent);
        var messages = from(first, MAX_PER_BLOCK);
        var cursors = new TreeMap<ChainName, Long>();
        parent.cursors().forEach(cursor -> cursors.put(cursor.source(), cursor.next()));
        for (var message : messages) {
            long expected = cursors.getOrDefault(message.source(), 0L);
            Invariant.check(message.sequence() == expected, "every message is consumed once and in order");
            cursors.put(message.source(), expected + 1);
        }
        var after = cursors.entrySet().stream()
                .map(cursor -> new InboxCursor(cursor.getKey(), cursor.getValue()))
                .toList();
        return new Due(messages, after, first);
    }

    /// The messages that wait, from this number on.
    public List<Message> from(long number, int limit) {
        var messages = new ArrayList<Message>();
        store.scan(Table.INBOX, Bytes.EMPTY, key(number), (_, value) -> {
            messages.add(Rlp.decodeList(value, Message::read).orBroken("an anchored message"));
            return messages.size() < limit;
        });
        return messages;
    }

    /// Takes out what is due and puts what the anchors bring at the end: in the state here, and beside it in what is
    /// returned.
    static Consumer<WriteBatch> move(Due due, List<Anchor> anchors, Accounts accounts) {
        accounts.begin(Hash.ZERO);
        for (int i = 0; i < due.messages().size(); i++) {
            accounts.slot(Reserved.LEDGER, slot(due.first() + i), UInt256.ZERO);
        }
        var arrived =
                anchors.stream().flatMap(anchor -> anchor.messages().stream()).toList();
        long count = accounts.slot(Reserved.LEDGER, QUEUE).toLong();
        if (!arrived.isEmpty()) {
            accounts.slot(Reserved.LEDGER, QUEUE, UInt256.valueOf(count + arrived.size()));
        }
        for (int i = 0; i < arrived.size(); i++) {
            var hash = UInt256.fromBytes(arrived.get(i).hash().bytes());
            accounts.slot(Reserved.LEDGER, slot(count + i), hash);
        }
        return batch -> {
            for (int i = 0; i < due.messages().size(); i++) {
                batch.delete(Table.INBOX, key(due.first() + i));
            }
            put(batch, count, arrived);
        };
    }

    /// Puts messages that wait beside the state.
    public static void put(WriteBatch batch, long first, List<Message> messages) {
        for (int i = 0; i < messages.size(); i++) {
            batch.put(Table.INBOX, key(first + i), messages.get(i).encoded());
        }
    }

    private static Bytes key(long number) {
        return Bytes.ofUnsignedLong(number);
    }
}
