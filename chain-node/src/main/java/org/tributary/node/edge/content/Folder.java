// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.content;

import java.io.IOException;
import java.net.URLConnection;
import java.net.URLDecoder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/// The files below one folder. Nothing outside of it is ever served: no `..`, and no link that leads out.
public final class Folder implements Objects {
    private final Path root;

    /// @throws IOException where there is no such folder
    public Folder(Path root) throws IOException {
        this.root = root.toRealPath();
        if (!Files.isDirectory(this.root)) {
            throw new IOException(root + " is no folder");
        }
    }

    @Override
    public Found find(String path, String query) throws IOException {
        var file = resolve(path);
        if (file.isEmpty()) {
            return new Found.Missing();
        }
        try {
            var real = file.get().toRealPath();
            if (!real.startsWith(root) || !Files.isRegularFile(real)) {
                return new Found.Missing();
            }
            return new Found.Here(open(real, path));
        } catch (NoSuchFileException gone) {
            return new Found.Missing();
        } catch (java.nio.file.FileSystemException unreadable) {
            return new Found.Missing();
        }
    }

    /// Only names: what the path means to the file system is not left to chance.
    private Optional<Path> resolve(String path) {
        try {
            var decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
            var file = root;
            for (var name : decoded.substring(1).split("/", -1)) {
                if (name.isEmpty()
                        || name.equals(".")
                        || name.equals("..")
                        || name.indexOf('\\') >= 0
                        || name.chars().anyMatch(Character::isISOControl)) {
                    return Optional.empty();
                }
                file = file.resolve(name);
            }
            return Optional.of(file);
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
    }

    private static StoredObject open(Path file, String path) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            long size = channel.size();
            var modified = attributes.lastModifiedTime();
            // Inode, size and time: a file that was put in its place has another tag.
            var etag = "\"" + Long.toHexString(modified.to(java.util.concurrent.TimeUnit.NANOSECONDS)) + "-"
                    + Long.toHexString(size) + "-"
                    + Integer.toHexString(String.valueOf(attributes.fileKey()).hashCode()) + "\"";
            return new StoredObject(channel, size, etag, modified.toInstant(), type(path), "");
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    /// By the name alone: what is in a file is the DApp's business.
    static String type(String path) {
        var guessed = URLConnection.guessContentTypeFromName(path);
        return guessed == null ? "application/octet-stream" : guessed;
    }
}
