// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.method;

/// A parameter of a method, as the method describes itself.
public record Parameter(String name, boolean required) {
    /// `name`, or `name?` for one that may be left out.
    static Parameter parse(String notation) {
        return notation.endsWith("?")
                ? new Parameter(notation.substring(0, notation.length() - 1), false)
                : new Parameter(notation, true);
    }
}
