// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.client;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a download goes. A file that is not whole yet has the ending `.part`, and beside it, ending in
/// `.etag`, the validator of the object that it is a part of.
public final class TargetFile {
    private static final int MAX_VALIDATOR = 256;

    private final URI object;
    private final String name;
    private final boolean resume;
    private final OutputStream standardOutput;

    /// @param name a file; `-` for `standardOutput`; nothing for the last part of the object's path
    public TargetFile(URI object, @Nullable String name, boolean resume, OutputStream standardOutput) {
        this.object = object;
        this.name = name == null ? lastPart(object) : name;
        this.resume = resume;
        this.standardOutput = standardOutput;
    }

    private static String lastPart(URI object) {
        var path = object.getPath() == null ? "" : object.getPath();
        var last = path.substring(path.lastIndexOf('/') + 1);
        return last.isEmpty() ? "index" : last;
    }

    public boolean isStandardOutput() {
        return name.equals("-");
    }

    public String name() {
        return name;
    }

    /// Downloads the object, or what is missing of it. The file is there, whole, once this returns.
    public Download fill(EdgeSession session) throws IOException {
        if (isStandardOutput()) {
            var download = session.fetch(object, standardOutput);
            standardOutput.flush();
            return download;
        }
        var part = Path.of(name + ".part");
        var validator = Path.of(name + ".etag");
        long from = resume && Files.exists(part) ? Files.size(part) : 0;
        var known = from > 0 ? validator(validator) : Optional.<String>empty();
        try (var channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Without a validator nobody could tell whether the rest belongs to what is here.
            var download = fetch(session, known.isEmpty() ? 0 : from, known, (at, tag) -> {
                channel.truncate(at).position(at);
                Files.writeString(validator, tag);
                return Channels.newOutputStream(channel);
            });
            channel.force(true);
            Files.move(part, Path.of(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(validator);
            return download;
        }
    }

    private Download fetch(EdgeSession session, long from, Optional<String> known, EdgeSession.Sink sink)
            throws IOException {
        try {
            return session.fetch(object, from, known, sink);
        } catch (FetchFailed failed) {
            if (from > 0 && failed.code().equals("RANGE_NOT_SATISFIABLE")) {
                // The part is as long as the object, or longer: it cannot be a part of what is there now.
                return session.fetch(object, 0, Optional.empty(), sink);
            }
            throw failed;
        }
    }

    private static Optional<String> validator(Path file) {
        try {
            if (!Files.exists(file) || Files.size(file) > MAX_VALIDATOR) {
                return Optional.empty();
            }
            var tag = Files.readString(file, StandardCharsets.US_ASCII);
            return tag.startsWith("\"") ? Optional.of(tag) : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
