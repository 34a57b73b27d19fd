// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.crypto;

import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.tributary.primitives.Hash;

/// The pure-Java side, for machines that the native library has no binary for.
final class BouncyCastleCurve implements Curve {
    private static final ECDomainParameters DOMAIN = new ECDomainParameters(SECNamedCurves.getByName("secp256k1"));

    @Override
    public boolean verify(Hash hash, Signature signature, PublicKey key) {
        ECPoint point;
        try {
            point = DOMAIN.getCurve().decodePoint(key.bytes().toArrayUnsafe());
        } catch (IllegalArgumentException noPoint) {
            return false;
        }
        var signer = new ECDSASigner();
        signer.init(false, new ECPublicKeyParameters(point, DOMAIN));
        return signer.verifySignature(
                hash.bytes().toArrayUnsafe(),
                signature.r().toUnsignedBigInteger(),
                signature.s().toUnsignedBigInteger());
    }

    /// SEC 1, §4.1.6, for the two candidates whose x coordinate did not wrap.
    @Override
    public Optional<Bytes> recover(Hash hash, RecoverableSignature recoverable) {
        var r = recoverable.signature().r().toUnsignedBigInteger();
        var s = recoverable.signature().s().toUnsignedBigInteger();
        ECPoint nonce;
        try {
            nonce = DOMAIN.getCurve()
                    .decodePoint(Bytes.concatenate(
                                    Bytes.of(2 + recoverable.yParity()),
                                    recoverable.signature().r())
                            .toArrayUnsafe());
        } catch (IllegalArgumentException noPoint) {
            return Optional.empty();
        }
        var inverse = r.modInverse(DOMAIN.getN());
        var ofBase =
                inverse.multiply(hash.bytes().toUnsignedBigInteger().negate()).mod(DOMAIN.getN());
        var ofNonce = inverse.multiply(s).mod(DOMAIN.getN());
        var point = ECAlgorithms.sumOfTwoMultiplies(DOMAIN.getG(), ofBase, nonce, ofNonce);
        return point.isInfinity() ? Optional.empty() : Optional.of(Bytes.wrap(point.getEncoded(false)));
    }

    @Override
    public Signature sign(Hash hash, Bytes32 secret) {
        var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(secret.toUnsignedBigInteger(), DOMAIN));
        var rs = signer.generateSignature(hash.bytes().toArrayUnsafe());
        var lowS = rs[1].min(Signature.ORDER.subtract(rs[1]));
        return new Signature(Bytes.concatenate(word(rs[0]), word(lowS)));
    }

    @Override
    public PublicKey publicKey(Bytes32 secret) {
        return compressed(new FixedPointCombMultiplier().multiply(DOMAIN.getG(), secret.toUnsignedBigInteger()));
    }

    @Override
    public Bytes decompress(PublicKey key) {
        return Bytes.wrap(
                DOMAIN.getCurve().decodePoint(key.bytes().toArrayUnsafe()).getEncoded(false));
    }

    private static PublicKey compressed(ECPoint point) {
        return new PublicKey(Bytes.wrap(point.getEncoded(true)));
    }

    private static Bytes32 word(BigInteger value) {
        return Bytes32.leftPad(Bytes.wrap(value.toByteArray()).trimLeadingZeros());
    }
}
