// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.crypto;

import fr.acinq.secp256k1.Secp256k1;
import fr.acinq.secp256k1.Secp256k1Exception;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.tributary.primitives.Hash;

/// Bitcoin Core's libsecp256k1 over JNI.
final class NativeCurve implements Curve {
    private final Secp256k1 library;

    private NativeCurve(Secp256k1 library) {
        this.library = library;
    }

    /// Nothing where the library has no binary for this machine.
    static Optional<Curve> load() {
        try {
            return Optional.of(new NativeCurve(Secp256k1.Companion.get()));
        } catch (LinkageError | IllegalStateException noBinary) {
            return Optional.empty();
        }
    }

    @Override
    public boolean verify(Hash hash, Signature signature, PublicKey key) {
        try {
            return library.verify(
                    signature.bytes().toArrayUnsafe(),
                    hash.bytes().toArrayUnsafe(),
                    key.bytes().toArrayUnsafe());
        } catch (Secp256k1Exception noPoint) {
            return false;
        }
    }

    @Override
    public Optional<Bytes> recover(Hash hash, RecoverableSignature signature) {
        try {
            return Optional.of(Bytes.wrap(library.ecdsaRecover(
                    signature.signature().bytes().toArrayUnsafe(), hash.bytes().toArrayUnsafe(), signature.yParity())));
        } catch (Secp256k1Exception noKey) {
            return Optional.empty();
        }
    }

    @Override
    public Signature sign(Hash hash, Bytes32 secret) {
        return new Signature(Bytes.wrap(library.sign(hash.bytes().toArrayUnsafe(), secret.toArrayUnsafe())));
    }

    @Override
    public PublicKey publicKey(Bytes32 secret) {
        return new PublicKey(Bytes.wrap(library.pubKeyCompress(library.pubkeyCreate(secret.toArrayUnsafe()))));
    }

    @Override
    public Bytes decompress(PublicKey key) {
        try {
            return Bytes.wrap(library.pubkeyParse(key.bytes().toArrayUnsafe()));
        } catch (Secp256k1Exception noPoint) {
            throw new IllegalArgumentException("not a point of the curve", noPoint);
        }
    }
}
