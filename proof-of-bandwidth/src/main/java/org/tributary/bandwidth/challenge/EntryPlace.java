// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.challenge;

/// Where an entry stands: `window/row/leaf`, rows and leaves counted from 0.
public record EntryPlace(long window, long row, long leaf) {
    public EntryPlace {
        if (window < 0 || row < 0 || leaf < 0) {
            throw new IllegalArgumentException("no part of a place is below 0");
        }
    }

    public static EntryPlace of(Entry entry) {
        return new EntryPlace(
                entry.window(),
                entry.proof().rowPath().index(),
                entry.proof().path().index());
    }

    /// @throws IllegalArgumentException where the text is no place
    public static EntryPlace parse(String text) {
        if (!text.matches("[0-9]{1,15}/[0-9]{1,9}/[0-9]{1,15}")) {
            throw new IllegalArgumentException("\"" + text + "\" is no entry: want window/row/leaf, such as 12/0/3");
        }
        var parts = text.split("/", -1);
        return new EntryPlace(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }

    @Override
    public String toString() {
        return window + "/" + row + "/" + leaf;
    }
}
