// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.console;

import java.math.BigDecimal;
import org.tributary.primitives.Amount;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Money for people: tokens with all their decimals that are not 0. Exact in both directions.
public final class Tokens implements ITypeConverter<Amount> {
    private static final int DECIMALS = 18;

    /// Above the largest amount there can be.
    private static final int MOST_DIGITS = 40;

    /// Such as `12.5 tokens`.
    public static String text(Amount amount) {
        return number(amount) + " tokens";
    }

    /// Such as `12.5`.
    public static String number(Amount amount) {
        return new BigDecimal(amount.units(), DECIMALS).stripTrailingZeros().toPlainString();
    }

    /// Reads what [#number] writes.
    ///
    /// @throws IllegalArgumentException where the text is no number of tokens, or a part of it is below 10^-18
    public static Amount parse(String text) {
        if (text.length() > MOST_DIGITS || !text.matches("[0-9]+(\\.[0-9]{1," + DECIMALS + "})?")) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no amount: want tokens such as 12.5, with at most " + DECIMALS + " decimals");
        }
        try {
            return new Amount(new BigDecimal(text).movePointRight(DECIMALS).toBigIntegerExact());
        } catch (ArithmeticException tooLarge) {
            throw new IllegalArgumentException("\"" + text + "\" is more than there can be", tooLarge);
        }
    }

    @Override
    public Amount convert(String text) {
        try {
            return parse(text);
        } catch (IllegalArgumentException noAmount) {
            throw new TypeConversionException(noAmount.getMessage());
        }
    }
}
