// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.storage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;

/// One file of frames, under a lock as long as it is open.
final class JournalFile implements AutoCloseable {
    /// Many times what a journal grows to before it starts anew.
    private static final long MAX_SIZE = 1L << 30;

    private final Path file;
    private final FileChannel channel;
    private long end;
    private long nextSequence;

    private JournalFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static JournalFile create(Path file) throws IOException {
        var journal = locked(file, StandardOpenOption.CREATE_NEW);
        journal.write(JournalScan.MAGIC.toArrayUnsafe(), 0);
        journal.end = JournalScan.MAGIC.size();
        return journal;
    }

    static JournalFile open(Path file) throws IOException {
        return locked(file, StandardOpenOption.READ);
    }

    JournalScan scan() throws IOException {
        long size = channel.size();
        if (size > MAX_SIZE) {
            throw new IOException(file + " has " + size + " bytes, more than any journal");
        }
        var bytes = new byte[(int) size];
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, buffer.position()) < 0) {
                throw new EOFException(file + " shrank while it was read");
            }
        }
        return JournalScan.of(bytes);
    }

    /// Goes on behind what is whole; how many bytes were cut off there. What was read is durable then: a process that
    /// was killed may have left it to the system's cache alone.
    long goOnBehind(JournalScan scan) throws IOException {
        end = scan.end();
        nextSequence = scan.frames();
        long torn = channel.size() - end;
        if (torn > 0) {
            channel.truncate(end);
        }
        channel.force(true);
        return torn;
    }

    /// Not durable before [#sync].
    void write(List<Bytes> records) throws IOException {
        var frame = new JournalFrame(nextSequence, records).encoded();
        write(frame, end);
        end += frame.length;
        nextSequence++;
    }

    /// Called once for each [#write]. What a failed sync left unwritten may not be written by the next either.
    void sync() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
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
