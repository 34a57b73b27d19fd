// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.earnings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// How the earnings stood when the day began, and when somebody looked last: a small JSON file. It can be
/// deleted; the day's figures begin anew then.
public final class DayFile {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long MAX_BYTES = 16 << 10;

    private final Path file;
    private @Nullable Begin begin;
    private @Nullable Begin last;

    public DayFile(Path file) {
        this.file = file;
        read();
    }

    /// How it stood at `since`.
    record Begin(Instant since, Earnings earnings) {
        LocalDate day() {
            return LocalDate.ofInstant(since, ZoneOffset.UTC);
        }
    }

    /// How it stood when `day` began, as far as is known. A look that is the first of a day goes on from
    /// the last look of the day before: what came between counts for the new day.
    Begin begin(LocalDate day, Instant now, Earnings earnings) {
        var known = begin;
        if (known == null || !known.day().equals(day)) {
            var midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
            known = last == null ? new Begin(now, earnings) : new Begin(midnight, last.earnings());
            begin = known;
        }
        last = new Begin(now, earnings);
        write(known, last);
        return known;
    }

    private void write(Begin first, Begin latest) {
        var json = MAPPER.createObjectNode();
        json.set("begin", json(first));
        json.set("last", json(latest));
        try {
            var fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, json + "\n", StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static ObjectNode json(Begin at) {
        var earnings = at.earnings();
        return MAPPER.createObjectNode()
                .put("since", at.since().toString())
                .put("earned", earnings.earned().toString())
                .put("settled", earnings.settled().toString())
                .put("unsettled", earnings.unsettled().toString())
                .put("fees", earnings.fees().toString())
                .put("held", earnings.held().toString());
    }

    private void read() {
        try {
            if (Files.exists(file) && Files.size(file) <= MAX_BYTES) {
                var json = MAPPER.readTree(Files.readString(file, StandardCharsets.UTF_8));
                begin = at(json.path("begin"));
                last = at(json.path("last"));
            }
        } catch (IOException | RuntimeException damaged) {
            // The day's figures begin anew; what is earned in all stands on the chain.
            begin = null;
            last = null;
        }
    }

    private static Begin at(JsonNode json) {
        return new Begin(
                Instant.parse(json.path("since").asText()),
                new Earnings(
                        number(json, "earned"),
                        number(json, "settled"),
                        number(json, "unsettled"),
                        number(json, "fees"),
                        number(json, "held")));
    }

    private static BigInteger number(JsonNode json, String field) {
        return new BigInteger(json.path(field).asText());
    }
}
