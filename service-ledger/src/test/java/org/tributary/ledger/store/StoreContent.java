// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.store;

import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;

/// All records of a table as text, to compare two stores.
public final class StoreContent {
    private StoreContent() {}

    public static List<String> of(KeyValueReader store, Table table) {
        var records = new ArrayList<String>();
        store.scan(table, Bytes.EMPTY, Bytes.EMPTY, (key, value) -> {
            records.add(key.toHexString() + " = " + value.toHexString());
            return true;
        });
        return records;
    }
}
