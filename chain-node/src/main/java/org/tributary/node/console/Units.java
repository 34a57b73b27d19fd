// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.console;

import java.math.BigInteger;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Counts for people: a whole number, with or without a suffix. GB is 10^9 bytes, GiB 2^30.
public final class Units implements ITypeConverter<Long> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,19}) ?([KMGTP]i?B?|B)?", Pattern.CASE_INSENSITIVE);
    private static final Map<Character, Integer> POWERS = Map.of('K', 1, 'M', 2, 'G', 3, 'T', 4, 'P', 5);

    @Override
    public Long convert(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw new TypeConversionException("\"" + text + "\" is no count: want units such as 5000000, 5MB or 4MiB");
        }
        var suffix = match.group(2) == null ? "" : match.group(2).toUpperCase(java.util.Locale.ROOT);
        var units = new BigInteger(match.group(1));
        if (!suffix.isEmpty() && !suffix.equals("B")) {
            long base = suffix.indexOf('I') > 0 ? 1_024 : 1_000;
            units = units.multiply(BigInteger.valueOf(base).pow(POWERS.getOrDefault(suffix.charAt(0), 0)));
        }
        if (units.bitLength() >= Long.SIZE) {
            throw new TypeConversionException("\"" + text + "\" is 2^63 or more");
        }
        return units.longValueExact();
    }
}
