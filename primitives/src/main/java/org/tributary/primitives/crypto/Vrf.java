// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.crypto;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Hash;

/// A verifiable random function: the holder of a key computes one output for an input and proves it; without the key,
/// nobody can predict it. ECVRF of RFC 9381 over secp256k1 with SHA-256, try-and-increment.
///
/// RFC 9381 names no suite for secp256k1. This is ECVRF-P256-SHA256-TAI (§5.5) with the other curve and the suite byte
/// 0xFE, which earlier drafts and implementations for secp256k1 use.
public final class Vrf {
    /// Gamma (33 bytes) ‖ c (16) ‖ s (32).
    public static final int PROOF_SIZE = Ecvrf.PROOF_SIZE;

    private static final Ecvrf SECP256K1 = Ecvrf.over("secp256k1", 0xFE);

    private Vrf() {}

    /// The same proof every time: its nonce is derived from key and input (RFC 6979).
    public static Bytes prove(PrivateKey key, Bytes alpha) {
        return SECP256K1.prove(key.secret().toUnsignedBigInteger(), alpha);
    }

    /// The output beta where `proof` is right, else nothing.
    public static Optional<Hash> verify(PublicKey key, Bytes alpha, Bytes proof) {
        return SECP256K1.verify(key.bytes(), alpha, proof).map(Hash::of);
    }
}
