// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.content;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What a `Range` header asks of an object. RFC 9110 §14.
public sealed interface ByteRanges {
    /// More ranges than this in one request are an attack (RFC 9110 §17.15): it gets the whole object.
    int MAX_RANGES = 16;

    Pattern RANGES = Pattern.compile("bytes=[ \\t]*([0-9,\\- \\t]+)");
    Pattern RANGE = Pattern.compile("([0-9]{0,18})-([0-9]{0,18})");

    /// There is no range, or none that is understood: the whole object is sent.
    record Whole() implements ByteRanges {}

    /// In the order of the request; at least one, none of them empty.
    record Parts(List<Part> parts) implements ByteRanges {
        public Parts {
            parts = List.copyOf(parts);
        }
    }

    /// None of the ranges lies within the object.
    record Unsatisfiable() implements ByteRanges {}

    /// @param last inclusive
    record Part(long first, long last) {
        public long length() {
            return last - first + 1;
        }

        /// The value of `Content-Range` for an object of `size` bytes.
        public String of(long size) {
            return "bytes " + first + "-" + last + "/" + size;
        }
    }

    static ByteRanges parse(String header, long size) {
        var matcher = RANGES.matcher(header.strip());
        if (!matcher.matches()) {
            return new Whole();
        }
        var texts = matcher.group(1).split(",", -1);
        var parts = new ArrayList<Part>();
        long total = 0;
        for (var text : texts) {
            var range = RANGE.matcher(text.strip());
            if (texts.length > MAX_RANGES || !range.matches() || isNonsense(range.group(1), range.group(2))) {
                return new Whole();
            }
            var part = part(range.group(1), range.group(2), size);
            if (part.first() <= part.last()) {
                parts.add(part);
                total += part.length();
            }
        }
        if (parts.isEmpty()) {
            return new Unsatisfiable();
        }
        // Overlapping ranges could ask for many times the object.
        return total > size && parts.size() > 1 ? new Whole() : new Parts(parts);
    }

    private static boolean isNonsense(String first, String last) {
        return first.isEmpty() ? last.isEmpty() : !last.isEmpty() && Long.parseLong(first) > Long.parseLong(last);
    }

    /// Where the object has none of it, the last byte lies before the first.
    private static Part part(String first, String last, long size) {
        if (first.isEmpty()) {
            return new Part(Math.max(0, size - Long.parseLong(last)), size - 1);
        }
        long end = last.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(last));
        return new Part(Long.parseLong(first), end);
    }
}
