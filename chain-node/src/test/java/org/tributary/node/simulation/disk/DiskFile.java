// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// One file: what a reader sees, and what of it a power loss leaves.
public final class DiskFile {
    private byte[] content = new byte[0];
    private byte[] durable = new byte[0];
    private final List<Change> unsynced = new ArrayList<>();

    /// Bytes written at a place, or a cut to a size.
    private static final class Change {
        private final int at;
        private final byte[] bytes;
        private final boolean cut;

        Change(int at, byte[] bytes, boolean cut) {
            this.at = at;
            this.bytes = bytes;
            this.cut = cut;
        }

        byte[] on(byte[] before) {
            if (cut) {
                return Arrays.copyOf(before, at);
            }
            var after = Arrays.copyOf(before, Math.max(before.length, at + bytes.length));
            System.arraycopy(bytes, 0, after, at, bytes.length);
            return after;
        }

        Change torn(int kept) {
            return new Change(at, Arrays.copyOf(bytes, kept), false);
        }
    }

    int size() {
        return content.length;
    }

    byte[] content() {
        return content;
    }

    void write(int at, byte[] bytes) {
        change(new Change(at, bytes, false));
    }

    void cut(int size) {
        change(new Change(size, new byte[0], true));
    }

    private void change(Change change) {
        content = change.on(content);
        unsynced.add(change);
    }

    void sync() {
        durable = content;
        unsynced.clear();
    }

    boolean isSynced() {
        return unsynced.isEmpty();
    }

    /// Keeps some of the unsynced changes, in part or whole, not always the first; says how many are gone.
    int losePower(Random random) {
        int lost = 0;
        var left = durable;
        for (var change : unsynced) {
            int luck = random.nextInt(5);
            if (luck == 0) {
                left = change.on(left);
            } else if (luck < 3 && change.bytes.length > 1) {
                left = change.torn(1 + random.nextInt(change.bytes.length - 1)).on(left);
            } else {
                lost++;
            }
        }
        content = left;
        durable = left;
        unsynced.clear();
        return lost;
    }

    /// Flips one bit that was long on the disk; false where there is none.
    public boolean flip(Random random, int from) {
        if (durable.length <= from) {
            return false;
        }
        durable = durable.clone();
        durable[from + random.nextInt(durable.length - from)] ^= (byte) (1 << random.nextInt(8));
        content = durable;
        return true;
    }

    /// A write for another place lands here.
    public boolean smear(Random random, int from, byte[] foreign) {
        if (durable.length <= from || foreign.length == 0) {
            return false;
        }
        int at = from + random.nextInt(durable.length - from);
        durable = new Change(at, foreign, false).on(durable);
        content = durable;
        return true;
    }

    DiskFile copy() {
        var copy = new DiskFile();
        copy.content = durable;
        copy.durable = durable;
        return copy;
    }
}
