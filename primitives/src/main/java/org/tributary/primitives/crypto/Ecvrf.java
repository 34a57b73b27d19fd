// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.crypto;

import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.tributary.primitives.Invariant;

/// RFC 9381 §5 with SHA-256 and try-and-increment, over any 256-bit curve of cofactor 1. Names are the RFC's.
///
/// @param suite the suite's number, one byte, which keeps proofs of different suites apart
record Ecvrf(X9ECParameters curve, int suite) {
    private static final int POINT_SIZE = 33;
    /// cLen: half the strength of the curve is enough for a challenge.
    private static final int CHALLENGE_SIZE = 16;

    private static final int SCALAR_SIZE = 32;
    static final int PROOF_SIZE = POINT_SIZE + CHALLENGE_SIZE + SCALAR_SIZE;
    private static final int MAX_TRIES = 256;
    private static final Bytes BACK = Bytes.of(0);

    static Ecvrf over(String curve, int suite) {
        return new Ecvrf(CustomNamedCurves.getByName(curve), suite);
    }

    /// §5.1.
    Bytes prove(BigInteger x, Bytes alpha) {
        var y = curve.getG().multiply(x);
        var h = encodeToCurve(string(y), alpha);
        var gamma = h.multiply(x);
        var k = nonce(x, string(h));
        var c = challenge(y, h, gamma, curve.getG().multiply(k), h.multiply(k));
        var s = k.add(c.multiply(x)).mod(curve.getN());
        return Bytes.concatenate(string(gamma), integer(c, CHALLENGE_SIZE), integer(s, SCALAR_SIZE));
    }

    /// §5.3, with the output of §5.2.
    Optional<Bytes> verify(Bytes publicKey, Bytes alpha, Bytes proof) {
        if (proof.size() != PROOF_SIZE) {
            return Optional.empty();
        }
        var c = proof.slice(POINT_SIZE, CHALLENGE_SIZE).toUnsignedBigInteger();
        var s = proof.slice(POINT_SIZE + CHALLENGE_SIZE, SCALAR_SIZE).toUnsignedBigInteger();
        // A second s for one proof would make proofs malleable.
        if (s.compareTo(curve.getN()) >= 0) {
            return Optional.empty();
        }
        var y = point(publicKey);
        var gamma = point(proof.slice(0, POINT_SIZE));
        if (y.isEmpty() || gamma.isEmpty()) {
            return Optional.empty();
        }
        var h = encodeToCurve(publicKey, alpha);
        var minusC = curve.getN().subtract(c);
        var u = ECAlgorithms.sumOfTwoMultiplies(curve.getG(), s, y.get(), minusC);
        var v = ECAlgorithms.sumOfTwoMultiplies(h, s, gamma.get(), minusC);
        return c.equals(challenge(y.get(), h, gamma.get(), u, v))
                ? Optional.of(sha256(Bytes.of(suite, 3), string(gamma.get()), BACK))
                : Optional.empty();
    }

    /// §5.4.1.1: half of all x coordinates lie on the curve, so that 256 tries fail with a probability of 2^-256.
    private ECPoint encodeToCurve(Bytes salt, Bytes alpha) {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            var x = sha256(Bytes.of(suite, 1), salt, alpha, Bytes.of(tries), BACK);
            var point = point(Bytes.concatenate(Bytes.of(2), x));
            if (point.isPresent()) {
                return point.get();
            }
        }
        throw new Invariant.Broken("an input reaches the curve within " + MAX_TRIES + " tries");
    }

    /// §5.4.2.1.
    private BigInteger nonce(BigInteger x, Bytes h) {
        var calculator = new HMacDSAKCalculator(new SHA256Digest());
        calculator.init(curve.getN(), x, sha256(h).toArrayUnsafe());
        return calculator.nextK();
    }

    /// §5.4.3.
    private BigInteger challenge(ECPoint... points) {
        var parts = new Bytes[points.length + 2];
        parts[0] = Bytes.of(suite, 2);
        for (int i = 0; i < points.length; i++) {
            parts[i + 1] = string(points[i]);
        }
        parts[points.length + 1] = BACK;
        return sha256(parts).slice(0, CHALLENGE_SIZE).toUnsignedBigInteger();
    }

    /// Nothing where the bytes name no point.
    private Optional<ECPoint> point(Bytes string) {
        try {
            return Optional.of(curve.getCurve().decodePoint(string.toArrayUnsafe()));
        } catch (IllegalArgumentException noPoint) {
            return Optional.empty();
        }
    }

    private static Bytes string(ECPoint point) {
        return Bytes.wrap(point.getEncoded(true));
    }

    private static Bytes integer(BigInteger value, int size) {
        return Bytes32.leftPad(Bytes.wrap(value.toByteArray()).trimLeadingZeros())
                .slice(Bytes32.SIZE - size);
    }

    private static Bytes sha256(Bytes... parts) {
        var digest = new SHA256Digest();
        for (var part : parts) {
            digest.update(part.toArrayUnsafe(), 0, part.size());
        }
        var out = new byte[Bytes32.SIZE];
        digest.doFinal(out, 0);
        return Bytes.wrap(out);
    }
}
