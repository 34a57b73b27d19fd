// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth;

/// What is counted. Protocol §7.11; only bytes in this version.
public enum UsageKind {
    /// Bytes that a client received.
    BYTES(1, 8_000);

    private final int code;
    private final int perSecond;

    UsageKind(int code, int perSecond) {
        this.code = code;
        this.perSecond = perSecond;
    }

    /// What one unit in a millisecond comes to in the kind's unit of rate: bits a second for bytes.
    public int perSecond() {
        return perSecond;
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
