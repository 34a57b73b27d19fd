// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;

/// Writes that take effect together, the later one of two to the same key winning.
public final class WriteBatch {
    /// One write.
    public sealed interface Write {
        Table table();

        Bytes key();
    }

    public record Put(Table table, Bytes key, Bytes value) implements Write {}

    public record Delete(Table table, Bytes key) implements Write {}

    private final List<Write> writes = new ArrayList<>();

    public WriteBatch put(Table table, Bytes key, Bytes value) {
        writes.add(new Put(table, key, value));
        return this;
    }

    public WriteBatch delete(Table table, Bytes key) {
        writes.add(new Delete(table, key));
        return this;
    }

    /// As they were added; not a copy.
    public List<Write> writes() {
        return Collections.unmodifiableList(writes);
    }
}
