// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.trie;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.store.KeyValueReader;
import org.tributary.ledger.store.Table;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.Keccak;

/// A piece of a trie in a form that proves itself to whoever knows the hash of its topmost node: either all
/// leaves below that node, or the node itself, which names the hashes of the next ones.
///
/// @param top the RLP of the topmost node, where not all leaves are here
/// @param leaves all of the subtrie's, or those that live inside `top`
public record Subtrie(Optional<Bytes> top, List<Change> leaves) {
    public Subtrie {
        leaves = List.copyOf(leaves);
    }

    /// The subtrie at `place`, nothing where no node stands there.
    ///
    /// @param fits asked for leaf after leaf; once it says no, the topmost node is given and not the leaves. It is
    ///     not asked for a leaf that is alone.
    public static Optional<Subtrie> read(KeyValueReader store, Place place, Predicate<Change> fits) {
        var reading = new Reading(place, fits);
        store.scan(Table.TRIE, place.key(), place.key(), reading::take);
        return reading.result();
    }

    private static final class Reading {
        private final Place place;
        private final Predicate<Change> fits;
        private final List<Change> leaves = new ArrayList<>();
        private Optional<Bytes> top = Optional.empty();
        private boolean tooLarge;

        Reading(Place place, Predicate<Change> fits) {
            this.place = place;
            this.fits = fits;
        }

        boolean take(Bytes key, Bytes rlp) {
            if (top.isEmpty() && !key.equals(place.key())) {
                return false;
            }
            top = top.or(() -> Optional.of(rlp));
            var path = key.slice(place.owner().size()).toArrayUnsafe();
            var node = NodeCodec.decode(rlp.toArrayUnsafe());
            var found = new Inside(node, path).leaves;
            boolean alone = node instanceof Leaf && leaves.isEmpty();
            for (var leaf : found) {
                tooLarge |= !fits.test(leaf) && !alone;
            }
            leaves.addAll(found);
            return !tooLarge;
        }

        Optional<Subtrie> result() {
            if (!tooLarge) {
                return top.map(_ -> new Subtrie(Optional.empty(), leaves));
            }
            var node = NodeCodec.decode(top.orElseThrow().toArrayUnsafe());
            var path = place.path().toArrayUnsafe();
            return Optional.of(new Subtrie(top, new Inside(node, path).leaves));
        }
    }

    /// What a node's own RLP says of what is below it.
    private static final class Inside {
        private final List<Change> leaves = new ArrayList<>();
        private final List<Entry> folded = new ArrayList<>();

        Inside(Node node, byte[] path) {
            visit(node, path);
        }

        private void visit(Node node, byte[] path) {
            switch (node) {
                case Empty _ -> {}
                case Leaf leaf -> leaves.add(leaf(Nibbles.join(path, leaf.path()), leaf.value()));
                case Extension extension -> visit(extension.child(), Nibbles.join(path, extension.path()));
                case Branch branch -> {
                    if (branch.value().length > 0) {
                        leaves.add(leaf(path, branch.value()));
                    }
                    for (int i = 0; i < Branch.WIDTH; i++) {
                        visit(branch.child(i), Nibbles.join(path, i));
                    }
                }
                case Folded hash -> folded.add(new Entry(path, hash.reference()));
            }
        }

        private static Change leaf(byte[] path, byte[] value) {
            return new Change(Bytes.wrap(Nibbles.pack(path)), Bytes.wrap(value));
        }

        private List<Wanted> wanted(Bytes owner) {
            return folded.stream()
                    .map(entry -> new Wanted(
                            new Place(owner, Bytes.wrap(entry.path())), Hash.of(Bytes.wrap(entry.value(), 1, 32))))
                    .toList();
        }
    }

    /// The records that this subtrie comes to, and what is still wanted below it; malformed where it is not the one
    /// that is wanted.
    ///
    /// @param into where the records are to be written
    public Decoded<Grown> grow(KeyValueReader into, Wanted wanted) {
        return top.isPresent() ? unfold(into, wanted, top.get()) : build(into, wanted);
    }

    private Decoded<Grown> unfold(KeyValueReader into, Wanted wanted, Bytes rlp) {
        if (!Keccak.hash(rlp).equals(wanted.hash())) {
            return new Decoded.Malformed<>("not the node that is wanted");
        }
        var path = wanted.place().path().toArrayUnsafe();
        var inside = new Inside(NodeCodec.decode(rlp.toArrayUnsafe()), path);
        if (!inside.leaves.equals(leaves)) {
            return new Decoded.Malformed<>("not the leaves that the node holds");
        }
        var records = new NodeRecords(into, wanted.place().owner());
        records.put(path, rlp.toArrayUnsafe());
        return new Decoded.Value<>(
                new Grown(records, inside.wanted(wanted.place().owner())));
    }

    private Decoded<Grown> build(KeyValueReader into, Wanted wanted) {
        var path = wanted.place().path().toArrayUnsafe();
        var entries = new ArrayList<Entry>(leaves.size());
        for (var leaf : leaves) {
            var entry = Entry.of(leaf);
            if (entry.deletes()
                    || entry.path().length > Place.MAX_PATH
                    || entry.path().length < path.length
                    || !Arrays.equals(entry.path(), 0, path.length, path, 0, path.length)) {
                return new Decoded.Malformed<>("a leaf of another place");
            }
            entries.add(entry);
        }
        entries.sort(null);
        for (int i = 1; i < entries.size(); i++) {
            if (entries.get(i - 1).compareTo(entries.get(i)) == 0) {
                return new Decoded.Malformed<>("a leaf comes twice");
            }
        }
        if (entries.isEmpty()) {
            return new Decoded.Malformed<>("no leaves");
        }
        var records = new NodeRecords(into, wanted.place().owner());
        var rlp = NodeCodec.encode(new Growth(records, entries).node(path.length));
        if (!Keccak.hash(Bytes.wrap(rlp)).equals(wanted.hash())) {
            return new Decoded.Malformed<>("not the leaves below the node that is wanted");
        }
        records.put(path, rlp);
        return new Decoded.Value<>(new Grown(records, List.of()));
    }
}
