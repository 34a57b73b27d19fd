// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.log;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.node.storage.StorageException;
import org.tributary.node.sync.SyncDirectory;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Shows what a node has of its service chains' receipts, and whether it is as it was written.
@Command(name = "log", description = "List or check the segments that a node keeps receipts in.")
public final class LogCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private interface Reader {
        List<LogAudit.Part> read(Path directory) throws IOException;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: ls or verify");
    }

    @Command(
            description = {
                "List the segments of each service chain: file, day of arrival, batches, bytes.",
                "Exits 0, or 1 where there is no log."
            })
    int ls(
            @Option(names = "--data", required = true, paramLabel = "DIR", description = "data directory of a node")
                    Path data,
            @Option(names = "--json", description = "one line of JSON") boolean json) {
        print(read(data, LogAudit::list), json);
        return 0;
    }

    @Command(
            description = {
                "Read every byte of every segment, and check each batch against its checksum and its hash.",
                "Exits 0 where all is as it was written, 1 where something is damaged or there is no log."
            })
    int verify(
            @Option(names = "--data", required = true, paramLabel = "DIR", description = "data directory of a node")
                    Path data,
            @Option(names = "--json", description = "one line of JSON") boolean json) {
        var found = read(data, directory -> LogAudit.verify(directory, LogCommand::isBatch));
        print(found, json);
        boolean sound = found.values().stream()
                .allMatch(
                        parts -> parts.stream().allMatch(part -> part.damaged().isEmpty()));
        return sound ? 0 : 1;
    }

    private static boolean isBatch(Hash hash, Bytes payload) {
        return SignedBatch.decode(payload) instanceof Decoded.Value<SignedBatch>(var batch)
                && batch.hash().equals(hash);
    }

    private static SortedMap<String, List<LogAudit.Part>> read(Path data, Reader reader) {
        var found = new TreeMap<String, List<LogAudit.Part>>();
        try (var chains = Files.list(data.resolve("chains"))) {
            for (var chain : chains.toList()) {
                var directory = chain.resolve(SyncDirectory.LOG);
                if (Files.isDirectory(directory)) {
                    found.put(String.valueOf(chain.getFileName()), reader.read(directory));
                }
            }
        } catch (IOException failure) {
            throw new StorageException("the logs in " + data + " cannot be read: " + failure, failure);
        }
        if (found.isEmpty()) {
            throw new StorageException("there is no service chain's log in " + data + ": give a node's data directory");
        }
        return found;
    }

    private void print(SortedMap<String, List<LogAudit.Part>> found, boolean json) {
        var out = spec.commandLine().getOut();
        if (json) {
            var line = JsonMapper.builder().build().createObjectNode();
            found.forEach((chain, parts) ->
                    parts.forEach(part -> json(line.withArray(chain).addObject(), part)));
            found.keySet().forEach(line::withArray);
            out.println(line);
        } else {
            found.forEach((chain, parts) -> {
                out.println(chain + ": " + parts.size() + " segments, "
                        + parts.stream().mapToLong(LogAudit.Part::records).sum() + " batches, "
                        + parts.stream().mapToLong(LogAudit.Part::bytes).sum() + " bytes");
                parts.forEach(part -> out.println(text(part)));
            });
        }
        out.flush();
    }

    private static void json(ObjectNode line, LogAudit.Part part) {
        line.put("file", part.file())
                .put("day", part.day())
                .put("bytes", part.bytes())
                .put("batches", part.records())
                .put("tailBytes", part.tailBytes());
        part.damaged().forEach(line.putArray("damaged")::add);
    }

    private static String text(LogAudit.Part part) {
        var line = "  %s  %s  %d batches  %d bytes".formatted(part.file(), part.day(), part.records(), part.bytes());
        var tail = part.tailBytes() == 0 ? "" : "  tail of " + part.tailBytes() + " bytes";
        return part.damaged().isEmpty() ? line + tail : line + tail + "  DAMAGED: " + String.join("; ", part.damaged());
    }
}
