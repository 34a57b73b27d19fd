// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.abi;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.codec.Decoded;

/// What a refused call returns: `Error(string)`, which every wallet shows as the reason.
public final class Revert {
    private static final Function ERROR = Function.of("Error(string)");

    private Revert() {}

    public static Bytes encode(String reason) {
        return ERROR.encodeCall(AbiValue.of(reason));
    }

    public static Decoded<String> decode(Bytes output) {
        return ERROR.decodeCall(output).flatMap(arguments -> new Decoded.Value<>(arguments.text(0)));
    }
}
