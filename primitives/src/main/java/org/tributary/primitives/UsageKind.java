// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives;

/// What a service chain counts. Protocol §7.11.
public enum UsageKind {
    BYTES(1),
    CALL_MILLISECONDS(2),
    BYTE_SECONDS(3),
    MESSAGES(4);

    private final int code;

    UsageKind(int code) {
        this.code = code;
    }

    /// The kind's number in canonical bytes; never reused.
    public int code() {
        return code;
    }

    /// The kind's place in a capability's set of kinds.
    public int bit() {
        return 1 << (code - 1);
    }

    public static UsageKind of(int code) {
        for (var kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no usage kind has the code " + code);
    }
}
