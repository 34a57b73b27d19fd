// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tributary.primitives.Hash;

/// A node with the native library and one without it must never disagree.
class CurveAgreementTest {
    private static final int ROUNDS = 300;

    private final Curve pureJava = new BouncyCastleCurve();
    private Curve library = pureJava;
    private final Random random = new Random(256);

    static Stream<Curve> curves() {
        return Curves.both();
    }

    @BeforeEach
    void loadLibrary() {
        var loaded = NativeCurve.load();
        assumeTrue(loaded.isPresent(), "no native secp256k1 for this machine");
        library = loaded.orElseThrow();
    }

    @Test
    void keysSignaturesAndRecoveryAreIdentical() {
        for (int i = 0; i < ROUNDS; i++) {
            var secret = Bytes32.random(random);
            var hash = new Hash(Bytes32.random(random));
            var key = pureJava.publicKey(secret);
            var signature = pureJava.sign(hash, secret);
            assertThat(library.publicKey(secret)).isEqualTo(key);
            assertThat(library.sign(hash, secret)).isEqualTo(signature);
            assertThat(library.decompress(key)).isEqualTo(pureJava.decompress(key));
            assertThat(library.verify(hash, signature, key)).isTrue();
            assertThat(pureJava.verify(hash, signature, key)).isTrue();
            var recoverable = library.signRecoverable(hash, secret, key);
            assertThat(pureJava.signRecoverable(hash, secret, key)).isEqualTo(recoverable);
            assertThat(library.recover(hash, recoverable)).contains(library.decompress(key));
            assertThat(pureJava.recover(hash, recoverable)).contains(library.decompress(key));
            assertThat(recoverable.signer(hash)).contains(key);
            assertThat(recoverable.signerAddress(hash)).contains(key.address());
        }
    }

    /// Random r: half of them are no x coordinate, and what the other half recovers must be the same.
    @Test
    void arbitrarySignaturesMeetTheSameFate() {
        int recovered = 0;
        for (int i = 0; i < ROUNDS; i++) {
            var raw = Bytes.random(64, random).toArray();
            raw[32] &= 0x3f;
            var hash = new Hash(Bytes32.random(random));
            var signature = new RecoverableSignature(new Signature(Bytes.wrap(raw)), i % 2);
            var point = library.recover(hash, signature);
            assertThat(pureJava.recover(hash, signature)).isEqualTo(point);
            var key = signature.signer(hash);
            assertThat(key).isEqualTo(point.map(PublicKey::ofPoint));
            key.ifPresent(found -> {
                assertThat(library.verify(hash, signature.signature(), found)).isTrue();
                assertThat(pureJava.verify(hash, signature.signature(), found)).isTrue();
            });
            recovered += key.isPresent() ? 1 : 0;
        }
        assertThat(recovered).isBetween(ROUNDS / 4, 3 * ROUNDS / 4);
    }

    @ParameterizedTest
    @MethodSource("curves")
    void otherHashOrKeyIsRefused(Curve curve) {
        var secret = Bytes32.random(random);
        var hash = new Hash(Bytes32.random(random));
        var signature = curve.sign(hash, secret);
        assertThat(curve.verify(Hash.ZERO, signature, curve.publicKey(secret))).isFalse();
        assertThat(curve.verify(hash, signature, curve.publicKey(Bytes32.random(random))))
                .isFalse();
    }

    /// Where hash, r and s are chosen so that the recovered key is the point at infinity.
    @ParameterizedTest
    @MethodSource("curves")
    void recoveryOfThePointAtInfinityIsNothing(Curve curve) {
        var one = Bytes32.leftPad(Bytes.of(1));
        // The generator's x coordinate is r; with hash = s = 1 and R = G, s·R − hash·G is infinity.
        var x = curve.publicKey(one).bytes().slice(1);
        var parity = curve.publicKey(one).bytes().get(0) - 2;
        var signature = new RecoverableSignature(new Signature(Bytes.concatenate(x, one)), parity);
        assertThat(curve.recover(new Hash(one), signature)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("curves")
    void keyThatIsNoPointVerifiesNothing(Curve curve) {
        var noPoint = new PublicKey(Bytes.fromHexString("0x02" + "ff".repeat(32)));
        var hash = new Hash(Bytes32.random(random));
        var signature = curve.sign(hash, Bytes32.random(random));
        assertThat(curve.verify(hash, signature, noPoint)).isFalse();
        assertThatThrownBy(() -> curve.decompress(noPoint)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void highSIsNoSignature() {
        var secret = Bytes32.random(random);
        var signature = pureJava.sign(Hash.ZERO, secret);
        var high = Signature.ORDER.subtract(signature.s().toUnsignedBigInteger());
        var twin = Bytes.concatenate(
                signature.r(), Bytes32.leftPad(Bytes.wrap(high.toByteArray()).trimLeadingZeros()));
        assertThatThrownBy(() -> new Signature(twin)).hasMessageContaining("low-s");
    }
}
