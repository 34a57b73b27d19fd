// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// An HTTP access log in combined (or common) format, as Apache and nginx write it. Plain or gzip.
///
/// @param badLines lines that are none of the format; they are counted, never fatal
record AccessLog(List<Request> requests, long badLines) {
    /// `host ident user [time] "request" status bytes …`. The request may hold escaped quotes.
    private static final Pattern LINE = Pattern.compile(
            "^(\\S+) \\S+ \\S[^\\[]*? \\[([^\\]]+)\\] \"((?:[^\"\\\\]|\\\\.)*+)\" (\\d{3}) (\\d{1,18}|-)(?: .*)?$");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

    /// Longer lines are none of any server's; the file as a whole is the user's own, and has to fit into memory.
    private static final int MAX_LINE = 64 << 10;

    /// More would not fit, and would not replay in a day.
    private static final int MAX_REQUESTS = 5_000_000;

    AccessLog {
        requests = List.copyOf(requests);
    }

    /// @param object the path that was asked for
    /// @param bytes that the log says were served; 0 where it says `-`
    record Request(String client, long epochSecond, String object, long bytes) {}

    static AccessLog read(Path file) throws IOException {
        var requests = new ArrayList<Request>();
        long bad = 0;
        try (var reader = open(file)) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.isBlank()) {
                    continue;
                }
                var request = parse(line);
                request.ifPresent(requests::add);
                bad += request.isPresent() ? 0 : 1;
                if (requests.size() > MAX_REQUESTS) {
                    throw new DemoFailed(file + " has more than " + MAX_REQUESTS + " requests; split it");
                }
            }
        }
        return new AccessLog(requests, bad);
    }

    private static BufferedReader open(Path file) throws IOException {
        var stream = new BufferedInputStream(Files.newInputStream(file));
        stream.mark(2);
        boolean gzip = stream.read() == 0x1f && stream.read() == 0x8b;
        stream.reset();
        // Logs hold whatever clients sent; Latin-1 takes every byte.
        return new BufferedReader(
                new InputStreamReader(gzip ? new GZIPInputStream(stream) : stream, StandardCharsets.ISO_8859_1));
    }

    static Optional<Request> parse(String line) {
        if (line.length() > MAX_LINE) {
            return Optional.empty();
        }
        var matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            long time = ZonedDateTime.parse(matcher.group(2), TIME).toEpochSecond();
            var bytes = matcher.group(5);
            return Optional.of(new Request(
                    matcher.group(1), time, object(matcher.group(3)), bytes.equals("-") ? 0 : Long.parseLong(bytes)));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /// `/path` of `GET /path HTTP/1.1`; a request line of another shape is an object of its own.
    private static String object(String request) {
        var parts = request.split(" ", 3);
        return parts.length < 2 ? request : parts[1];
    }
}
