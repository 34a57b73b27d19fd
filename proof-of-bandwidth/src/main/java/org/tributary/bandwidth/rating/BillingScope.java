// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

/// Whose usage is added up before it is ranked and priced.
public enum BillingScope {
    /// Each provider's by itself.
    PROVIDER(1),
    /// All providers' together; what is owed is divided among them by their units.
    PAYER(2);

    private final int code;

    BillingScope(int code) {
        this.code = code;
    }

    /// The scope's number in canonical bytes; never reused.
    public int code() {
        return code;
    }

    public static BillingScope of(int code) {
        for (var scope : values()) {
            if (scope.code == code) {
                return scope;
            }
        }
        throw new IllegalArgumentException("no billing scope has the code " + code);
    }
}
