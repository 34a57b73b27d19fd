// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.crypto;

import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.tributary.primitives.Hash;

/// Keccak-256 as Ethereum uses it (the padding before SHA-3 was standardised).
public final class Keccak {
    /// A digest is half a kilobyte, and millions are made.
    private static final ThreadLocal<KeccakDigest> DIGEST = ThreadLocal.withInitial(() -> new KeccakDigest(256));

    private Keccak() {}

    /// The digest of the parts, one after the other.
    public static Hash hash(Bytes... parts) {
        var digest = DIGEST.get();
        for (var part : parts) {
            var array = part.toArrayUnsafe();
            digest.update(array, 0, array.length);
        }
        var out = new byte[Bytes32.SIZE];
        digest.doFinal(out, 0);
        return new Hash(Bytes32.wrap(out));
    }
}
