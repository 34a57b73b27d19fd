// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.driver;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;

/// What the replica must find again after a crash. Used by the replica's thread alone, once it runs.
///
/// A failing disk is an unchecked exception: it halts the replica, which then promises nothing more.
public interface Journal {
    /// All records since the last reset, in order. Records from before it may still be there, in front. A
    /// record that was not synced may be missing, with all after it; a torn one is missing, never wrong.
    List<Bytes> records();

    /// Whether it was begun in this start, for a key that never signed anything.
    boolean isUnused();

    /// May stay in memory until [#sync].
    void append(Bytes entry);

    /// All that was appended is durable when this returns.
    void sync();

    /// The records so far are settled: they may be dropped at any time, or never. `first` begins the journal
    /// anew; until it is durable the old ones must not be gone, so that a journal that was used is never found
    /// empty.
    void reset(Bytes first);
}
