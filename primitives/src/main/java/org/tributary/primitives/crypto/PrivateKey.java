// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.crypto;

import org.apache.tuweni.bytes.Bytes32;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;

/// A secret scalar of secp256k1. It has no `toString`, equality or codec, so it does not end up in a log by accident.
public final class PrivateKey {
    private final Bytes32 secret;
    private final PublicKey publicKey;

    /// @throws IllegalArgumentException where `secret` is 0 or not below the curve's order
    public PrivateKey(Bytes32 secret) {
        var scalar = secret.toUnsignedBigInteger();
        if (scalar.signum() == 0 || scalar.compareTo(Signature.ORDER) >= 0) {
            throw new IllegalArgumentException("a private key lies between 0 and the order of the curve");
        }
        this.secret = secret;
        this.publicKey = CurveChoice.BEST.publicKey(secret);
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    public Address address() {
        return publicKey.address();
    }

    /// Deterministic (RFC 6979), low-s.
    public Signature sign(Hash hash) {
        return CurveChoice.BEST.sign(hash, secret);
    }

    public RecoverableSignature signRecoverable(Hash hash) {
        return CurveChoice.BEST.signRecoverable(hash, secret, publicKey);
    }

    /// The secret itself: for the keystore file and for key export, nothing else.
    public Bytes32 secret() {
        return secret;
    }
}
