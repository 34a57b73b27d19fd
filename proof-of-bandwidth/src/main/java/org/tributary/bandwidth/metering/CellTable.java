// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// The cells of one kind: keys start with the kind's tag, values are RLP lists.
final class CellTable<T> {
    private final Cells cells;
    private final Bytes tag;
    private final BiConsumer<T, RlpListWriter> write;
    private final Function<RlpListReader, T> read;

    CellTable(Cells cells, int tag, BiConsumer<T, RlpListWriter> write, Function<RlpListReader, T> read) {
        this.cells = cells;
        this.tag = Bytes.of(tag);
        this.write = write;
        this.read = read;
    }

    Optional<T> get(Bytes key) {
        return cells.get(cell(key)).map(this::decode);
    }

    /// A cell that must be there.
    T require(Bytes key, String what) {
        var value = get(key);
        Invariant.check(value.isPresent(), what + " is in state");
        return value.orElseThrow();
    }

    boolean contains(Bytes key) {
        return cells.get(cell(key)).isPresent();
    }

    void put(Bytes key, T value) {
        cells.put(cell(key), Rlp.list(list -> write.accept(value, list)));
    }

    void remove(Bytes key) {
        cells.remove(cell(key));
    }

    /// In ascending order of the keys (without the tag) until `visitor` returns false; it changes nothing.
    void scan(BiPredicate<Bytes, T> visitor) {
        scan(Bytes.EMPTY, visitor);
    }

    /// Likewise those whose keys begin with `prefix`.
    void scan(Bytes prefix, BiPredicate<Bytes, T> visitor) {
        cells.scan(cell(prefix), (key, value) -> visitor.test(key.slice(1), decode(value)));
    }

    private Bytes cell(Bytes key) {
        var cell = new byte[1 + key.size()];
        cell[0] = tag.get(0);
        System.arraycopy(key.toArrayUnsafe(), 0, cell, 1, key.size());
        return Bytes.wrap(cell);
    }

    private T decode(Bytes value) {
        return Rlp.decodeList(value, read).orBroken("a metering cell");
    }
}
