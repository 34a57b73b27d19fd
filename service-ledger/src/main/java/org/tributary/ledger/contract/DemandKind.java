// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

/// What only somebody else can show.
public enum DemandKind {
    RECEIPT(1),
    OPENING(2),
    ORDER(3);

    private final int code;

    DemandKind(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /// @throws IllegalArgumentException where no kind has the code
    public static DemandKind of(long code) {
        for (var kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no demand has the kind " + code);
    }
}
