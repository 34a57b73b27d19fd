// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.console;

import java.math.BigDecimal;
import org.tributary.primitives.Amount;

/// Money for people: tokens with all their decimals that are not 0.
public final class Tokens {
    private static final int DECIMALS = 18;

    private Tokens() {}

    public static String text(Amount amount) {
        return new BigDecimal(amount.units(), DECIMALS).stripTrailingZeros().toPlainString() + " tokens";
    }
}
