// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.chain;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.node.storage.FileJournal;
import org.tributary.pbft.JournalCodec;
import org.tributary.pbft.driver.Journal;

/// Consensus's journal in a file. Settled records stay until the file has grown, because starting anew costs
/// three syncs.
public final class ConsensusJournal implements Journal {
    private static final long MAX_BYTES = 32L << 20;

    private final FileJournal file;
    private long bytes;

    private ConsensusJournal(FileJournal file) {
        this.file = file;
        this.bytes = file.records().stream().mapToLong(Bytes::size).sum();
    }

    /// @param unused the key has never signed: its journal is begun here
    public static ConsensusJournal open(FileJournal file, boolean unused) {
        if (unused && file.damage().isEmpty() && file.records().isEmpty()) {
            file.append(JournalCodec.firstRecord());
            file.sync();
        }
        return new ConsensusJournal(file);
    }

    @Override
    public List<Bytes> records() {
        return file.records();
    }

    @Override
    public void append(Bytes entry) {
        file.append(entry);
        bytes += entry.size();
    }

    @Override
    public void sync() {
        file.sync();
    }

    @Override
    public void reset(Bytes first) {
        if (bytes < MAX_BYTES) {
            append(first);
        } else {
            file.reset(List.of(first));
            bytes = first.size();
        }
    }
}
