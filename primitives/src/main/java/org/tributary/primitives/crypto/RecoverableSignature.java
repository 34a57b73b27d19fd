// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.crypto;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;

/// A signature from which the signer's public key can be computed, as Ethereum's transactions and wallets use it.
///
/// @param yParity 0 or 1
public record RecoverableSignature(Signature signature, int yParity) {
    public static final int SIZE = 65;

    public RecoverableSignature {
        if (yParity != 0 && yParity != 1) {
            throw new IllegalArgumentException("signature: y parity is 0 or 1, not " + yParity);
        }
    }

    /// Reads r ‖ s ‖ v, 65 bytes; v is 27 or 28, as wallets write it, or 0 or 1.
    public static RecoverableSignature of(Bytes bytes) {
        if (bytes.size() != SIZE) {
            throw new IllegalArgumentException("a recoverable signature has 65 bytes, not " + bytes.size());
        }
        int v = bytes.get(64) & 0xff;
        return new RecoverableSignature(new Signature(bytes.slice(0, 64)), v >= 27 ? v - 27 : v);
    }

    /// r ‖ s ‖ v with v 27 or 28.
    public Bytes bytes() {
        return Bytes.concatenate(signature.bytes(), Bytes.of(27 + yParity));
    }

    /// The key that signed `hash`, or nothing where no key can have.
    public Optional<PublicKey> signer(Hash hash) {
        return CurveChoice.BEST.recover(hash, this).map(PublicKey::ofPoint);
    }

    /// The account that signed `hash`, or nothing where none can have.
    public Optional<Address> signerAddress(Hash hash) {
        // Straight from the point: the key's short form would have to be solved for y again.
        return CurveChoice.BEST.recover(hash, this).map(PublicKey::address);
    }
}
