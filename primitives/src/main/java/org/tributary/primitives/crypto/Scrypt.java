// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.crypto;

import org.apache.tuweni.bytes.Bytes;
import org.bouncycastle.crypto.generators.SCrypt;

/// The password-based key derivation of RFC 7914, as keystore files use it.
public final class Scrypt {
    private Scrypt() {}

    /// Takes about `128 · n · r` bytes of memory; callers bound both where a file names them.
    ///
    /// @param n the cost, a power of two above 1
    /// @throws IllegalArgumentException where n, r and p do not go together
    public static Bytes derive(Bytes password, Bytes salt, int n, int r, int p, int size) {
        return Bytes.wrap(SCrypt.generate(password.toArrayUnsafe(), salt.toArrayUnsafe(), n, r, p, size));
    }
}
