// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.earnings;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Why figures are zero.
public final class Zeros {
    private Zeros() {}

    /// @param figure its name in the statement
    /// @param code for programs
    public record Zero(String figure, String code, String message) {}

    /// One for each part of the earnings that is zero.
    public static List<Zero> of(Earnings earnings) {
        var zeros = new ArrayList<Zero>();
        if (isZero(earnings.earned())) {
            zeros.add(
                    new Zero("earned", "NOTHING_BILLED", "no window that counts this provider's receipts has closed"));
        }
        if (isZero(earnings.settled())) {
            zeros.add(
                    isZero(earnings.earned())
                            ? new Zero("settled", "NOTHING_BILLED", "there is nothing to settle")
                            : new Zero("settled", "NOT_SETTLED_YET", "main has not taken the windows over yet"));
        }
        if (isZero(earnings.unsettled())) {
            zeros.add(
                    isZero(earnings.earned())
                            ? new Zero("unsettled", "NOTHING_BILLED", "there is nothing to settle")
                            : new Zero("unsettled", "ALL_SETTLED", "main has taken over all that is billed"));
        }
        if (isZero(earnings.fees())) {
            zeros.add(new Zero("fees", "NOTHING_SETTLED", "fees are taken when main settles, and nothing was"));
        }
        if (isZero(earnings.held())) {
            zeros.add(new Zero("held", "NOTHING_HELD", "nothing is held back: not settled yet, or released"));
        }
        return List.copyOf(zeros);
    }

    private static boolean isZero(BigInteger amount) {
        return amount.signum() == 0;
    }
}
