// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.storage;

import java.nio.file.Path;
import java.util.Locale;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/// What RocksDB's exceptions mean to an operator.
final class RocksFailure {
    private RocksFailure() {}

    static StorageException onOpen(Path directory, RocksDBException failure) {
        return new StorageException(explain(directory, failure) + " (" + failure.getMessage() + ")", failure);
    }

    static StorageException inUse(Path directory, RocksDBException failure) {
        var advice = isFull(failure)
                ? "the disk is full: free some space and start the node again"
                : "check the disk and its file system, then start the node again";
        return new StorageException(
                "the database in " + directory + " failed; " + advice + " (" + failure.getMessage() + ")", failure);
    }

    private static String explain(Path directory, RocksDBException failure) {
        var message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("lock")) {
            return directory + " is in use by another process: stop that node, or give this one a directory of its own";
        }
        if (message.contains("column families not opened") || message.contains("column family not found")) {
            return directory + " was written by a newer version of this software: run that version";
        }
        if (isFull(failure)) {
            return directory + " is on a full disk: free some space and start the node again";
        }
        if (message.contains("permission denied") || message.contains("read-only")) {
            return directory + " is not writable: give the user of this process the right to write there";
        }
        return directory + " is damaged: restore it from a backup, or move it away, so that the node fetches the chain"
                + " from its peers again";
    }

    private static boolean isFull(RocksDBException failure) {
        var status = failure.getStatus();
        return (status != null && status.getSubCode() == Status.SubCode.NoSpace)
                || String.valueOf(failure.getMessage()).contains("No space left");
    }
}
