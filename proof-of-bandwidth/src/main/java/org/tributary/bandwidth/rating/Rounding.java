// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

import java.math.BigInteger;

/// How a period's quantity is rounded to whole priced units before it is priced.
public enum Rounding {
    EXACT(1),
    DOWN(2),
    /// Half a unit and more go up.
    NEAREST(3),
    UP(4);

    private final int code;

    Rounding(int code) {
        this.code = code;
    }

    /// The rule's number in canonical bytes; never reused.
    public int code() {
        return code;
    }

    public static Rounding of(int code) {
        for (var rounding : values()) {
            if (rounding.code == code) {
                return rounding;
            }
        }
        throw new IllegalArgumentException("no rounding has the code " + code);
    }

    /// Never turns a larger quantity into a smaller one than that of a smaller quantity.
    Quantity of(Quantity exact) {
        var numerator = exact.numerator();
        var denominator = exact.denominator();
        return switch (this) {
            case EXACT -> exact;
            case DOWN -> whole(numerator, denominator);
            case NEAREST -> whole(numerator.shiftLeft(1).add(denominator), denominator.shiftLeft(1));
            case UP -> whole(numerator.add(denominator).subtract(BigInteger.ONE), denominator);
        };
    }

    private static Quantity whole(BigInteger numerator, BigInteger denominator) {
        return new Quantity(numerator.divide(denominator), BigInteger.ONE);
    }
}
