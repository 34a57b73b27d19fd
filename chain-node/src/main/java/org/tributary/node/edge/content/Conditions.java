// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.content;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The conditional part of a GET or HEAD, in the order of RFC 9110 §13.2.2.
public record Conditions(
        @Nullable String ifMatch,
        @Nullable String ifUnmodifiedSince,
        @Nullable String ifNoneMatch,
        @Nullable String ifModifiedSince,
        @Nullable String ifRange) {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /// What to answer with.
    public enum Outcome {
        SEND,
        NOT_MODIFIED,
        PRECONDITION_FAILED
    }

    public Outcome judge(StoredObject object) {
        if (ifMatch != null) {
            if (!matches(ifMatch, object.etag(), true)) {
                return Outcome.PRECONDITION_FAILED;
            }
        } else if (ifUnmodifiedSince != null
                && date(ifUnmodifiedSince).filter(seconds(object)::isAfter).isPresent()) {
            return Outcome.PRECONDITION_FAILED;
        }
        if (ifNoneMatch != null) {
            return matches(ifNoneMatch, object.etag(), false) ? Outcome.NOT_MODIFIED : Outcome.SEND;
        }
        boolean unchanged = ifModifiedSince != null
                && date(ifModifiedSince)
                        .filter(since -> !seconds(object).isAfter(since))
                        .isPresent();
        return unchanged ? Outcome.NOT_MODIFIED : Outcome.SEND;
    }

    /// Whether a part may be sent: the client has the other parts of just this object. RFC 9110 §13.1.5.
    public boolean allowsPart(StoredObject object) {
        if (ifRange == null) {
            return true;
        }
        if (ifRange.startsWith("\"") || ifRange.startsWith("W/")) {
            return !ifRange.startsWith("W/") && ifRange.equals(object.etag());
        }
        return date(ifRange).filter(seconds(object)::equals).isPresent();
    }

    private static boolean matches(String list, String etag, boolean strong) {
        if (list.strip().equals("*")) {
            return true;
        }
        for (var each : list.split(",", -1)) {
            var tag = each.strip();
            if (strong ? tag.equals(etag) && !tag.startsWith("W/") : weak(tag).equals(weak(etag))) {
                return true;
            }
        }
        return false;
    }

    private static String weak(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private static Instant seconds(StoredObject object) {
        return object.modified().truncatedTo(ChronoUnit.SECONDS);
    }

    /// A date of HTTP; anything else is no condition.
    static Optional<Instant> date(String text) {
        try {
            return Optional.of(Instant.from(DATE.parse(text.strip())));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    /// As `Last-Modified` has it.
    public static String date(Instant time) {
        return DATE.format(time);
    }
}
