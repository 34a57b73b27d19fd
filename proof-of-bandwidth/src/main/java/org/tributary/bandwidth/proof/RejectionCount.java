// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.proof;

import org.tributary.bandwidth.Rejection;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// How many entries of a window were refused for one reason.
public record RejectionCount(Rejection rejection, long count) {
    public RejectionCount {
        if (count < 1) {
            throw new IllegalArgumentException("a reason that refused nothing is not listed");
        }
    }

    public void write(RlpListWriter list) {
        list.number(rejection.code()).number(count);
    }

    public static RejectionCount read(RlpListReader list) {
        return new RejectionCount(Rejection.of(list.smallNumber(Short.MAX_VALUE)), list.number());
    }
}
