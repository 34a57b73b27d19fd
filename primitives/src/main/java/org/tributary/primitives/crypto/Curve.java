// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.crypto;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Invariant;

/// The operations of secp256k1 that the protocol needs. Two implementations give the same results; tests compare them.
interface Curve {
    boolean verify(Hash hash, Signature signature, PublicKey key);

    /// The key that signed `hash`: 04 ‖ x ‖ y, 65 bytes; nothing where no key can have.
    Optional<Bytes> recover(Hash hash, RecoverableSignature signature);

    Signature sign(Hash hash, Bytes32 secret);

    PublicKey publicKey(Bytes32 secret);

    /// 04 ‖ x ‖ y, 65 bytes.
    ///
    /// @throws IllegalArgumentException where the key is no point of the curve
    Bytes decompress(PublicKey key);

    default RecoverableSignature signRecoverable(Hash hash, Bytes32 secret, PublicKey key) {
        var signature = sign(hash, secret);
        for (int parity = 0; parity < 2; parity++) {
            var candidate = new RecoverableSignature(signature, parity);
            if (recover(hash, candidate)
                    .map(PublicKey::ofPoint)
                    .filter(key::equals)
                    .isPresent()) {
                return candidate;
            }
        }
        // Only where r ≥ p − n would the x coordinate have wrapped: probability 2^-128.
        throw new Invariant.Broken("a signature of our own is recoverable");
    }
}
