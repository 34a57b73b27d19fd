// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.storage.ContentTree;
import org.tributary.bandwidth.storage.StorageProof;
import org.tributary.primitives.Hash;

/// One object that is kept on one ticket.
///
/// @param size in bytes, as it was stored
/// @param content its bytes
/// @param hashes of its pieces
public record KeptObject(Hash ticket, Hash digest, long size, Path content, Path hashes) {
    /// Open for reading; the caller closes it.
    public FileChannel open() throws IOException {
        return FileChannel.open(content, StandardOpenOption.READ);
    }

    /// The answer to a nonce, from what is on the disk now: whether it proves anything is for the asker to see.
    ///
    /// @throws IOException where the disk does not give it
    public StorageProof answer(Hash nonce) throws IOException {
        try (var channel = open()) {
            var tree = ContentTree.read(Bytes.wrap(Files.readAllBytes(hashes)), size);
            return StorageProof.answer(tree, nonce, (from, length) -> read(channel, from, length));
        } catch (UncheckedIOException failed) {
            throw new IOException("the object cannot be read", failed);
        } catch (IllegalArgumentException damaged) {
            throw new IOException("the object's hashes are damaged", damaged);
        }
    }

    private static Bytes read(FileChannel channel, long from, int length) {
        var buffer = ByteBuffer.allocate(length);
        try {
            while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) > 0) {
                continue;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return Bytes.wrap(buffer.array(), 0, buffer.position());
    }
}
