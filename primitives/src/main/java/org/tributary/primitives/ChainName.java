// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives;

/// A chain within the network: `main`, `shard-0` …, or a service chain such as `cdn`.
///
/// Lower-case letters, digits and hyphens, 1 to 32 characters. Not to be confused with [ChainId].
public record ChainName(String text) implements Comparable<ChainName> {
    public static final ChainName MAIN = new ChainName("main");
    private static final int MAX_LENGTH = 32;

    public ChainName {
        if (text.isEmpty() || text.length() > MAX_LENGTH || !text.chars().allMatch(ChainName::isAllowed)) {
            throw new IllegalArgumentException("a chain name has 1 to 32 of a-z, 0-9 and -");
        }
    }

    private static boolean isAllowed(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    }

    @Override
    public int compareTo(ChainName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
