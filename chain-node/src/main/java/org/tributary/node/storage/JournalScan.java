// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.storage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;

/// What stands in a journal's file, and whether that is all that was ever synced to it.
///
/// A crash tears only what was not synced, so nothing was promised by it: such a tail is cut. It is known by being
/// short, or by a part of it that the file system never wrote and gives back as zeros, and by having no whole frame
/// behind it. Any other damage has hit what was synced.
///
/// @param frames whole ones, before the damage or the end
/// @param end where the last of them ends
/// @param damage where and what, if what was synced is damaged
record JournalScan(List<Bytes> records, long frames, int end, Optional<String> damage) {
    /// Stands first in every file, with the format's version.
    static final Bytes MAGIC = Bytes.wrap("TRIBJNL2".getBytes(StandardCharsets.US_ASCII));

    /// The least that a disk writes or does not.
    private static final int SECTOR = 512;

    /// Fewer zeros than this may well have been written.
    private static final int LEAST_UNWRITTEN = 16;

    static JournalScan of(byte[] file) {
        if (file.length < MAGIC.size() || !Bytes.wrap(file, 0, MAGIC.size()).equals(MAGIC)) {
            return new JournalScan(List.of(), 0, 0, Optional.of("its start is not that of a journal"));
        }
        var records = new ArrayList<Bytes>();
        long frames = 0;
        int at = MAGIC.size();
        while (JournalFrame.isWhole(file, at) && JournalFrame.sequence(file, at) == frames) {
            records.addAll(JournalFrame.records(file, at));
            at = (int) JournalFrame.end(file, at);
            frames++;
        }
        var damage = at == file.length || isTorn(file, at)
                ? Optional.<String>empty()
                : Optional.of("what was synced is damaged at byte " + at + " of " + file.length);
        return new JournalScan(List.copyOf(records), frames, at, damage);
    }

    private static boolean isTorn(byte[] file, int at) {
        if (hasFrameBehind(file, at)) {
            return false;
        }
        if (file.length - at < JournalFrame.HEADER_SIZE) {
            return true;
        }
        if (!JournalFrame.hasHeader(file, at)) {
            return hasUnwritten(file, at, at + JournalFrame.HEADER_SIZE);
        }
        long end = JournalFrame.end(file, at);
        return end > file.length || hasUnwritten(file, at, (int) end);
    }

    private static boolean hasFrameBehind(byte[] file, int at) {
        for (int next = at + 1; next <= file.length - JournalFrame.HEADER_SIZE; next++) {
            if (JournalFrame.isWhole(file, next)) {
                return true;
            }
        }
        return false;
    }

    /// Whether a part of this range that lies in one sector is all zeros.
    private static boolean hasUnwritten(byte[] file, int from, int to) {
        for (int start = from; start < to; ) {
            int end = Math.min(to, (start / SECTOR + 1) * SECTOR);
            if (end - start >= LEAST_UNWRITTEN && Arrays.equals(file, start, end, new byte[SECTOR], 0, end - start)) {
                return true;
            }
            start = end;
        }
        return false;
    }
}
