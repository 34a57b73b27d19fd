// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.keys;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Invariant;

/// AES-128 in counter mode, which encrypts and decrypts alike.
final class AesCtr {
    private AesCtr() {}

    /// @param key 16 bytes
    /// @param iv 16 bytes
    static Bytes apply(Bytes key, Bytes iv, Bytes text) {
        try {
            var cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key.toArrayUnsafe(), "AES"),
                    new IvParameterSpec(iv.toArrayUnsafe()));
            return Bytes.wrap(cipher.doFinal(text.toArrayUnsafe()));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new Invariant.Broken("AES-128-CTR works: " + everyJdkHasIt);
        }
    }
}
