// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.nio.charset.StandardCharsets;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.crypto.Keccak;

/// Which provider has an object.
final class ObjectHash {
    private ObjectHash() {}

    /// The first 8 bytes of the Keccak-256 of the object's path, as an unsigned number, modulo `providers`.
    static int provider(String object, int providers) {
        var hash = Keccak.hash(Bytes.wrap(object.getBytes(StandardCharsets.ISO_8859_1)));
        return (int) Long.remainderUnsigned(hash.bytes().getLong(0), providers);
    }
}
