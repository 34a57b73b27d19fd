// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.content;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// Whether a shared cache may keep an origin's answer, and until when it need not ask again. RFC 9111 §3 and §4.2.
///
/// Without a word of the origin nothing is fresh: each request asks it whether the object has changed.
///
/// @param storable may be kept at all
public record Freshness(boolean storable, Instant until) {
    /// Longer than anybody means; keeps sums in range.
    private static final long MOST_SECONDS = 10L * 365 * 86_400;

    /// @param header of the answer; the values of a field that comes several times are joined with commas
    /// @param now when the answer came
    static Freshness of(Function<String, Optional<String>> header, Instant now) {
        var directives = directives(header.apply("Cache-Control").orElse(""));
        boolean storable = !directives.containsKey("no-store")
                && !directives.containsKey("private")
                && header.apply("Set-Cookie").isEmpty()
                && !header.apply("Vary").orElse("").contains("*");
        if (directives.containsKey("no-cache")) {
            return new Freshness(storable, now);
        }
        var lifetime = seconds(directives, "s-maxage")
                .or(() -> seconds(directives, "max-age"))
                .or(() -> expires(header, now));
        long age = header.apply("Age").flatMap(Freshness::number).orElse(0L);
        return new Freshness(storable, now.plusSeconds(Math.max(0, lifetime.orElse(0L) - age)));
    }

    private static TreeMap<String, String> directives(String cacheControl) {
        var found = new TreeMap<String, String>();
        for (var each : cacheControl.split(",", -1)) {
            int equals = each.indexOf('=');
            var name = (equals < 0 ? each : each.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
            var value = equals < 0 ? "" : each.substring(equals + 1).strip().replace("\"", "");
            // Of a directive that comes twice the first counts.
            found.putIfAbsent(name, value);
        }
        return found;
    }

    private static Optional<Long> seconds(TreeMap<String, String> directives, String name) {
        // What cannot be read is stale (RFC 9111 §4.2.1).
        return Optional.ofNullable(directives.get(name))
                .map(text -> number(text).orElse(0L));
    }

    private static Optional<Long> expires(Function<String, Optional<String>> header, Instant now) {
        return header.apply("Expires")
                .map(text -> Conditions.date(text)
                        .map(end -> Duration.between(
                                        header.apply("Date")
                                                .flatMap(Conditions::date)
                                                .orElse(now),
                                        end)
                                .toSeconds())
                        .orElse(0L));
    }

    private static Optional<Long> number(String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        return Optional.of(text.length() > 10 ? MOST_SECONDS : Math.min(MOST_SECONDS, Long.parseLong(text)));
    }
}
