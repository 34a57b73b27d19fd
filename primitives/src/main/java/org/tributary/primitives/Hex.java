// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives;

import org.apache.tuweni.bytes.Bytes;

/// Strict hex: `0x`, then an even number of digits.
public final class Hex {
    private Hex() {}

    public static Bytes parse(String text) {
        if (!text.startsWith("0x") || text.length() % 2 != 0) {
            throw new IllegalArgumentException("hex starts with 0x and has two digits per byte");
        }
        for (int i = 2; i < text.length(); i++) {
            if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
                throw new IllegalArgumentException("not a hex digit at position " + i);
            }
        }
        return Bytes.fromHexString(text);
    }
}
