// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.console;

import java.util.Locale;
import org.tributary.primitives.UsageKind;

/// What kinds of usage are called in sentences.
public final class Words {
    private Words() {}

    /// What a kind counts: "bytes", "call milliseconds".
    public static String of(UsageKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
