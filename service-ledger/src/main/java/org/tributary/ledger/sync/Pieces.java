// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.store.KeyValueReader;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.ledger.trie.Change;
import org.tributary.ledger.trie.Place;
import org.tributary.ledger.trie.Subtrie;
import org.tributary.ledger.trie.Wanted;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;

/// Subtries as they travel: `[[top node]?, [entry …]]`, an entry being the bytes of one of [Leaves].
final class Pieces {
    private static final int MAX_TOP = 1 << 16;
    private static final int MAX_ENTRIES = 1 << 19;
    private static final int MAX_ENTRY = 1 << 24;

    private Pieces() {}

    /// Nothing where the snapshot has no node at the place.
    ///
    /// @param maxBytes of all entries together; one that is larger goes alone
    static Optional<Bytes> read(KeyValueReader view, Place place, int maxBytes) {
        return Leaves.of(place.owner()).flatMap(leaves -> {
            var gathered = new Gathered(view, leaves, maxBytes);
            return Subtrie.read(view, place, gathered::add).map(subtrie -> {
                var entries = subtrie.top().isEmpty() ? gathered.entries : gathered.encode(subtrie.leaves());
                return Rlp.list(list -> list.list(inner -> subtrie.top().ifPresent(inner::bytes))
                        .list(entries, (out, entry) -> out.bytes(entry)));
            });
        });
    }

    private static final class Gathered {
        private final KeyValueReader view;
        private final Leaves leaves;
        private final List<Bytes> entries = new ArrayList<>();
        private final int maxBytes;
        private long bytes;

        Gathered(KeyValueReader view, Leaves leaves, int maxBytes) {
            this.maxBytes = maxBytes;
            this.view = view;
            this.leaves = leaves;
        }

        boolean add(Change leaf) {
            var entry = leaves.encode(view, leaf);
            entries.add(entry);
            bytes += entry.size();
            return bytes <= maxBytes;
        }

        List<Bytes> encode(List<Change> some) {
            return some.stream().map(leaf -> leaves.encode(view, leaf)).toList();
        }
    }

    /// Puts an answer into the batch, if it is what is wanted; gives what is wanted below.
    static Decoded<List<Wanted>> take(KeyValueReader store, Wanted wanted, Bytes answer, WriteBatch batch) {
        return Rlp.decodeList(answer, list -> {
                    var top =
                            list.list(in -> in.isComplete() ? Optional.<Bytes>empty() : Optional.of(in.bytes(MAX_TOP)));
                    return new Received(top, list.list(MAX_ENTRIES, in -> in.bytes(MAX_ENTRY)));
                })
                .flatMap(received -> received.put(store, wanted, batch));
    }

    private record Received(Optional<Bytes> top, List<Bytes> encoded) {
        Decoded<List<Wanted>> put(KeyValueReader store, Wanted wanted, WriteBatch batch) {
            try {
                var leaves = Leaves.of(wanted.place().owner()).orElseThrow();
                var entries = encoded.stream().map(leaves::decode).toList();
                var subtrie = new Subtrie(
                        top, entries.stream().map(Leaves.Entry::leaf).toList());
                return subtrie.grow(store, wanted).flatMap(grown -> {
                    grown.writeTo(batch);
                    var next = new ArrayList<>(grown.wanted());
                    entries.forEach(entry -> next.addAll(entry.put(batch)));
                    return new Decoded.Value<>(List.copyOf(next));
                });
            } catch (IllegalArgumentException malformed) {
                return new Decoded.Malformed<>(String.valueOf(malformed.getMessage()));
            }
        }
    }
}
