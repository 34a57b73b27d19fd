// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.tributary.primitives.Hash;
import org.tributary.primitives.SharedVectors;

class VrfTest {
    private static final PrivateKey KEY = new PrivateKey(Bytes32.fromHexString("0x7e57"));
    private static final PrivateKey OTHER = new PrivateKey(Bytes32.fromHexString("0x07e2"));
    private static final Bytes ALPHA = Bytes.fromHexString("0x747269627574617279");

    /// RFC 9381, appendix B.1.
    @Test
    void sameCodeOnP256PassesTheVectorsOfTheRfc() throws IOException {
        var p256 = Ecvrf.over("P-256", 1);
        int checked = 0;
        for (var vector : SharedVectors.read("vrf/rfc9381-ecvrf-vectors.json").get("vectors")) {
            if (!vector.get("suite").textValue().equals("ECVRF-P256-SHA256-TAI")) {
                continue;
            }
            var alpha = hex(vector.get("alpha").textValue());
            var proof = p256.prove(hex(vector.get("sk").textValue()).toUnsignedBigInteger(), alpha);
            assertThat(proof).isEqualTo(hex(vector.get("pi").textValue()));
            assertThat(p256.verify(hex(vector.get("pk").textValue()), alpha, proof))
                    .contains(hex(vector.get("beta").textValue()));
            checked++;
        }
        assertThat(checked).isEqualTo(3);
    }

    /// There are no published vectors for secp256k1; an independent computation in another language gave these bytes.
    @Test
    void secp256k1ProofHasItsGoldenBytes() {
        var proof = Vrf.prove(KEY, ALPHA);
        assertThat(proof)
                .hasToString("0x030b2d60deb0d53275ec6b40a0b1c9e0c27c41c9754fb1b0d769207b94f8599305"
                        + "788f8999f3c5080375097a5e040aa35bcb21edc63c2681c8580a335eae399d13"
                        + "cb2941c26c7e47812e82989b1efd103e");
        assertThat(Vrf.verify(KEY.publicKey(), ALPHA, proof))
                .contains(Hash.parse("0xeff0a3278777e2e427d2366dbb95d0b48fb8a15d6a4f7ec9f0d8f5f4d393a3e2"));
    }

    @Test
    void proofsOfManyKeysAndInputsVerify() {
        var random = new Random(9381);
        for (int i = 0; i < 50; i++) {
            var key = new PrivateKey(Bytes32.random(random));
            var alpha = Bytes.random(random.nextInt(100), random);
            var proof = Vrf.prove(key, alpha);
            assertThat(proof.size()).isEqualTo(Vrf.PROOF_SIZE);
            assertThat(Vrf.verify(key.publicKey(), alpha, proof)).isPresent();
            assertThat(Vrf.prove(key, alpha)).isEqualTo(proof);
        }
    }

    @Test
    void everyFlippedBitOfAProofIsRefused() {
        var proof = Vrf.prove(KEY, ALPHA);
        for (int bit = 0; bit < proof.size() * 8; bit++) {
            var flipped = proof.toArray();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(Vrf.verify(KEY.publicKey(), ALPHA, Bytes.wrap(flipped)))
                    .as("bit " + bit)
                    .isEmpty();
        }
    }

    @Test
    void anotherKeyOrInputIsRefused() {
        var proof = Vrf.prove(KEY, ALPHA);
        assertThat(Vrf.verify(OTHER.publicKey(), ALPHA, proof)).isEmpty();
        assertThat(Vrf.verify(KEY.publicKey(), Bytes.concatenate(ALPHA, Bytes.of(0)), proof))
                .isEmpty();
        assertThat(Vrf.verify(KEY.publicKey(), Bytes.EMPTY, proof)).isEmpty();
    }

    @Test
    void anotherLengthIsRefused() {
        var proof = Vrf.prove(KEY, ALPHA);
        assertThat(Vrf.verify(KEY.publicKey(), ALPHA, proof.slice(0, 80))).isEmpty();
        assertThat(Vrf.verify(KEY.publicKey(), ALPHA, Bytes.concatenate(proof, Bytes.of(0))))
                .isEmpty();
        assertThat(Vrf.verify(KEY.publicKey(), ALPHA, Bytes.EMPTY)).isEmpty();
    }

    /// s + n would be a second proof of the same output, where it fits 32 bytes: refused before any arithmetic.
    @Test
    void scalarAtOrAboveTheOrderIsRefused() {
        var proof = Vrf.prove(KEY, ALPHA);
        var most = Bytes.concatenate(proof.slice(0, 49), Bytes.fromHexString("0x" + "ff".repeat(32)));
        assertThat(Vrf.verify(KEY.publicKey(), ALPHA, most)).isEmpty();
    }

    @Test
    void keyThatIsNoPointIsRefused() {
        var noPoint = new PublicKey(Bytes.fromHexString("0x02" + "ff".repeat(32)));
        assertThat(Vrf.verify(noPoint, ALPHA, Vrf.prove(KEY, ALPHA))).isEmpty();
    }

    @Test
    void suitesAreKeptApart() {
        var secret = KEY.secret().toUnsignedBigInteger();
        var proof = Ecvrf.over("secp256k1", 0xFD).prove(secret, ALPHA);
        assertThat(Vrf.verify(KEY.publicKey(), ALPHA, proof)).isEmpty();
    }

    @Test
    void differentInputsHaveDifferentOutputs() {
        var one = Vrf.verify(KEY.publicKey(), Bytes.of(1), Vrf.prove(KEY, Bytes.of(1)));
        var two = Vrf.verify(KEY.publicKey(), Bytes.of(2), Vrf.prove(KEY, Bytes.of(2)));
        assertThat(one).isPresent().isNotEqualTo(two);
    }

    private static Bytes hex(String digits) {
        return Bytes.fromHexString(digits);
    }
}
