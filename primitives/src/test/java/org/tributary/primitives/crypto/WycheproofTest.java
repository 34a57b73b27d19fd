// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tributary.primitives.Hash;
import org.tributary.primitives.SharedVectors;

/// Project Wycheproof's attacks on ECDSA over secp256k1, against both implementations.
class WycheproofTest {
    static Stream<Curve> curves() {
        return Curves.both();
    }

    /// Bitcoin's rules: strict DER outside, low-s only.
    @ParameterizedTest
    @MethodSource("curves")
    void derSignaturesWithBitcoinsRules(Curve curve) throws IOException {
        int checked = 0;
        for (var group : SharedVectors.read("wycheproof/ecdsa_secp256k1_sha256_bitcoin_test.json")
                .get("testGroups")) {
            for (var test : group.get("tests")) {
                boolean accepted = ofDer(bytes(test, "sig"))
                        .filter(signature -> curve.verify(sha256(bytes(test, "msg")), signature, key(group)))
                        .isPresent();
                assertThat(accepted)
                        .as(test.toString())
                        .isEqualTo(test.get("result").textValue().equals("valid"));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(463);
    }

    /// r ‖ s with the plain rules of ECDSA: of the valid ones, we refuse those of high s.
    @ParameterizedTest
    @MethodSource("curves")
    void rawSignaturesWithoutHighS(Curve curve) throws IOException {
        int highS = 0;
        for (var group : SharedVectors.read("wycheproof/ecdsa_secp256k1_sha256_p1363_test.json")
                .get("testGroups")) {
            for (var test : group.get("tests")) {
                var raw = bytes(test, "sig");
                boolean valid = test.get("result").textValue().equals("valid");
                boolean high =
                        valid && raw.slice(32).toUnsignedBigInteger().compareTo(Signature.ORDER.shiftRight(1)) > 0;
                boolean accepted = ofRaw(raw)
                        .filter(signature -> curve.verify(sha256(bytes(test, "msg")), signature, key(group)))
                        .isPresent();
                assertThat(accepted).as(test.toString()).isEqualTo(valid && !high);
                highS += high ? 1 : 0;
            }
        }
        assertThat(highS).isPositive();
    }

    private static Optional<Signature> ofDer(Bytes der) {
        try {
            var rs = StandardDSAEncoding.INSTANCE.decode(Signature.ORDER, der.toArrayUnsafe());
            return ofRaw(Bytes.concatenate(word(rs[0]), word(rs[1])));
        } catch (IOException | IllegalArgumentException | ClassCastException malformed) {
            // Bouncy Castle casts the items of the sequence unchecked.
            return Optional.empty();
        }
    }

    private static Optional<Signature> ofRaw(Bytes raw) {
        try {
            return Optional.of(new Signature(raw));
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    private static PublicKey key(JsonNode group) {
        var point = bytes(group.get("publicKey"), "uncompressed");
        return new PublicKey(Bytes.concatenate(Bytes.of(2 + (point.get(64) & 1)), point.slice(1, 32)));
    }

    private static Bytes bytes(JsonNode node, String field) {
        return Bytes.fromHexString(node.get(field).textValue());
    }

    private static Bytes32 word(BigInteger value) {
        return Bytes32.leftPad(Bytes.wrap(value.toByteArray()).trimLeadingZeros());
    }

    private static Hash sha256(Bytes message) {
        try {
            return Hash.of(Bytes.wrap(MessageDigest.getInstance("SHA-256").digest(message.toArrayUnsafe())));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new AssertionError(everyJdkHasIt);
        }
    }
}
