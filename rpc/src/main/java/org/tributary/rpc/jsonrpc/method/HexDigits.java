// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.method;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;

/// Hex as requests have it: `0x`, then digits of either case. Values, not exceptions, for what is none.
final class HexDigits {
    private static final String PREFIX = "0x";

    /// Longer than any number asked for; parsing takes time that grows with the square of the length.
    private static final int MAX_NUMBER_LENGTH = 1_000;

    private HexDigits() {}

    static Optional<Bytes> bytes(String text) {
        if (!isHex(text) || text.length() % 2 != 0) {
            return Optional.empty();
        }
        return Optional.of(Bytes.wrap(HexFormat.of().parseHex(text, PREFIX.length(), text.length())));
    }

    static Optional<BigInteger> number(String text) {
        if (!isHex(text) || text.length() == PREFIX.length() || text.length() > MAX_NUMBER_LENGTH) {
            return Optional.empty();
        }
        return Optional.of(new BigInteger(text.substring(PREFIX.length()), 16));
    }

    /// Why [#bytes] or [#number] takes `text` for nothing, in geth's words where it has any.
    static String fault(String text) {
        if (text.isEmpty()) {
            return "empty hex string";
        }
        if (!text.startsWith(PREFIX)) {
            return "hex string without 0x prefix";
        }
        if (!isHex(text)) {
            return "invalid hex string";
        }
        if (text.length() == PREFIX.length()) {
            return "hex string \"0x\"";
        }
        return text.length() > MAX_NUMBER_LENGTH
                ? "hex string is too long"
                : "hex string has length " + (text.length() - PREFIX.length()) + ", want an even one";
    }

    private static boolean isHex(String text) {
        if (!text.startsWith(PREFIX)) {
            return false;
        }
        for (int i = PREFIX.length(); i < text.length(); i++) {
            if (!HexFormat.isHexDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
