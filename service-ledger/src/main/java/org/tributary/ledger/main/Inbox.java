// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.main;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.block.Anchor;
import org.tributary.ledger.block.Header;
import org.tributary.ledger.block.Header.InboxCursor;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.message.Message;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Height;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.codec.Rlp;

/// The messages that main's committed blocks have anchored and not yet consumed, in the order (anchoring height,
/// source,
/// sequence). A main block must consume them, as many as [#MAX_PER_BLOCK]. Protocol §5.
final class Inbox {
    /// Bounds the work of one block. One message settles up to a thousand rows.
    static final int MAX_PER_BLOCK = 16;

    private final KeyValueStore store;

    Inbox(KeyValueStore store) {
        this.store = store;
    }

    private record Entry(Bytes key, Message message) {}

    /// What the next block consumes.
    ///
    /// @param cursors of all sources, after it
    record Due(List<Message> messages, List<InboxCursor> cursors, List<Bytes> keys) {
        void deleteFrom(WriteBatch batch) {
            keys.forEach(key -> batch.delete(Table.INBOX, key));
        }
    }

    /// All of them.
    List<Message> waiting() {
        return next(Integer.MAX_VALUE).stream().map(Entry::message).toList();
    }

    boolean isEmpty() {
        return next(1).isEmpty();
    }

    Due due(Header parent) {
        var entries = next(MAX_PER_BLOCK);
        var cursors = new TreeMap<ChainName, Long>();
        parent.cursors().forEach(cursor -> cursors.put(cursor.source(), cursor.next()));
        for (var entry : entries) {
            var source = entry.message().source();
            long expected = cursors.getOrDefault(source, 0L);
            Invariant.check(entry.message().sequence() == expected, "every message is consumed once and in order");
            cursors.put(source, expected + 1);
        }
        return new Due(
                entries.stream().map(Entry::message).toList(),
                cursors.entrySet().stream()
                        .map(cursor -> new InboxCursor(cursor.getKey(), cursor.getValue()))
                        .toList(),
                entries.stream().map(Entry::key).toList());
    }

    private List<Entry> next(int limit) {
        var entries = new ArrayList<Entry>();
        store.scan(Table.INBOX, Bytes.EMPTY, Bytes.EMPTY, (key, value) -> {
            entries.add(new Entry(key, Rlp.decodeList(value, Message::read).orBroken("an anchored message")));
            return entries.size() < limit;
        });
        return entries;
    }

    static void put(WriteBatch batch, Height anchoredAt, Anchor anchor) {
        for (var message : anchor.messages()) {
            var key = Bytes.concatenate(
                    Bytes.ofUnsignedLong(anchoredAt.number()),
                    Slots.word(message.source()),
                    Bytes.ofUnsignedLong(message.sequence()));
            batch.put(Table.INBOX, key, message.encoded());
        }
    }
}
