// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

import java.util.List;

/// What a service chain counts. Protocol §7.11.
public enum UsageKind {
    BYTES,
    CALL_MILLISECONDS,
    BYTE_SECONDS,
    MESSAGES;

    static UsageKind parse(String field, String text) {
        for (var kind : values()) {
            if (kind.name().equals(text)) {
                return kind;
            }
        }
        throw new FieldRefused(field, "must be one of " + List.of(values()) + ", is " + text);
    }
}
