// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.storage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;

/// One file of records, under a lock as long as it is open.
final class JournalFile implements AutoCloseable {
    /// Stands first in every file, with the format's version.
    private static final Bytes MAGIC = Bytes.wrap("TRIBJNL1".getBytes(StandardCharsets.US_ASCII));

    private final Path file;
    private final FileChannel channel;
    private long end = MAGIC.size();
    private long nextSequence;

    private JournalFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static JournalFile create(Path file) throws IOException {
        var journal = locked(file, StandardOpenOption.CREATE_NEW);
        journal.write(MAGIC.toArrayUnsafe(), 0);
        return journal;
    }

    static JournalFile open(Path file) throws IOException {
        var journal = locked(file, StandardOpenOption.READ);
        var magic = journal.read(0, MAGIC.size());
        if (magic.isEmpty() || !Bytes.wrap(magic.get()).equals(MAGIC)) {
            journal.close();
            throw new StorageException(file + " is not a journal of this software, or its start is damaged: restore it"
                    + " from a backup, or move it away; the node then follows without voting until that is safe");
        }
        return journal;
    }

    /// Cuts what stands behind the last whole record, and gives its size.
    long cutTail() throws IOException {
        var records = wholeRecords();
        nextSequence = records.size();
        for (var record : records) {
            end += JournalFrame.HEADER_SIZE + record.size();
        }
        long dropped = channel.size() - end;
        if (dropped > 0) {
            channel.truncate(end);
            channel.force(true);
        }
        return dropped;
    }

    List<Bytes> records() throws IOException {
        var records = wholeRecords();
        if (records.size() != nextSequence) {
            throw new IOException("record " + records.size() + " was damaged while the journal was open");
        }
        return records;
    }

    /// Reads up to the first record that is torn or damaged.
    private List<Bytes> wholeRecords() throws IOException {
        var records = new ArrayList<Bytes>();
        long at = MAGIC.size();
        for (var frame = frame(at); frame.isPresent(); frame = frame(at)) {
            var payload = JournalFrame.decode(frame.get(), records.size());
            if (payload.isEmpty()) {
                break;
            }
            records.add(payload.get());
            at += frame.get().length;
        }
        return List.copyOf(records);
    }

    /// The sequence number of the record.
    long append(Bytes record) throws IOException {
        var frame = JournalFrame.encode(nextSequence, record);
        write(frame, end);
        end += frame.length;
        return nextSequence++;
    }

    /// The size of the file that is durable now.
    long sync() throws IOException {
        channel.force(false);
        return end;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private Optional<byte[]> frame(long at) throws IOException {
        var size = read(at, JournalFrame.HEADER_SIZE).flatMap(JournalFrame::payloadSize);
        return size.isEmpty() ? Optional.empty() : read(at, JournalFrame.HEADER_SIZE + size.get());
    }

    private Optional<byte[]> read(long at, int size) throws IOException {
        if (at + size > channel.size()) {
            return Optional.empty();
        }
        var bytes = new byte[size];
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw new EOFException(file + " shrank while it was read");
            }
        }
        return Optional.of(bytes);
    }

    private void write(byte[] bytes, long at) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer, at + buffer.position());
        }
    }

    private static JournalFile locked(Path file, StandardOpenOption how) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, how);
        try {
            if (channel.tryLock() != null) {
                return new JournalFile(file, channel);
            }
        } catch (OverlappingFileLockException heldByThisProcess) {
            // Told below, as for any other process.
        }
        channel.close();
        throw new StorageException(
                file + " is in use by another process: stop that node, or give this one a directory of its own");
    }
}
