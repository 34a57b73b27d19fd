// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.bandwidth.vectors.VectorFile.document;
import static org.tributary.bandwidth.vectors.VectorFile.domainOf;
import static org.tributary.bandwidth.vectors.VectorFile.published;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.RecoverableSignature;

/// The published vectors are what the code computes, and what a wallet computes. With
/// `-Dvectors.write=true` the files are written anew: a change of them is a change of the protocol.
class VectorsTest {
    @ParameterizedTest
    @EnumSource
    void thePublishedVectorsAreWhatTheCodeComputes(SignedObject object) throws IOException {
        if (Boolean.getBoolean("vectors.write")) {
            VectorFile.write(object);
        }
        assertThat(Files.readString(VectorFile.path(object))).isEqualTo(VectorFile.text(VectorFile.computed(object)));
    }

    @ParameterizedTest
    @EnumSource
    void theCodeComputesEachVectorFromItsMessage(SignedObject object) {
        var file = published(object);
        for (var vector : file.get("vectors")) {
            var forms = object.forms(new Message(vector.get("message")));
            var domain = VectorFile.domain(domainOf(file, vector));
            assertThat(forms.hash()).hasToString(text(vector, "structHash"));
            assertThat(domain.digest(forms.hash())).hasToString(text(vector, "digest"));
            assertThat(forms.rlp().toHexString()).isEqualTo(text(vector, "rlp"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWalletSignsTheSameDigest(SignedObject object) {
        var file = published(object);
        for (var vector : file.get("vectors")) {
            var document = document(file, vector);
            assertThat(WalletEncoder.structHash(document)).isEqualTo(text(vector, "structHash"));
            assertThat(WalletEncoder.digest(document)).isEqualTo(text(vector, "digest"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSignatureIsOfThePublishedKey(SignedObject object) {
        var file = published(object);
        for (var vector : file.get("vectors")) {
            var signature = RecoverableSignature.of(Bytes.fromHexString(text(vector, "signature")));
            assertThat(signature.signerAddress(Hash.parse(text(vector, "digest"))))
                    .hasValue(VectorFile.KEY.address());
        }
        assertThat(text(file, "signer")).isEqualTo(VectorFile.KEY.address().toString());
    }

    @ParameterizedTest
    @EnumSource
    void theCanonicalBytesReadBackToTheSameObject(SignedObject object) {
        for (var vector : published(object).get("vectors")) {
            var rlp = Bytes.fromHexString(text(vector, "rlp"));
            assertThat(object.decodedHash(rlp).orBroken(object.typeName)).hasToString(text(vector, "structHash"));
        }
    }

    /// Whatever single byte of the canonical bytes changes, the object is refused or hashes to
    /// something else: no field is missing from a hash, and no value has two forms.
    @ParameterizedTest
    @EnumSource
    void everyChangedByteChangesTheHash(SignedObject object) {
        var vector = published(object).get("vectors").get(0);
        var bytes = Bytes.fromHexString(text(vector, "rlp"));
        var hash = Hash.parse(text(vector, "structHash"));
        for (int i = 0; i < bytes.size(); i++) {
            for (int change = 1; change < 256; change++) {
                var mutated = bytes.toArray();
                mutated[i] ^= (byte) change;
                if (object.decodedHash(Bytes.wrap(mutated)) instanceof Decoded.Value<Hash>(var other)) {
                    assertThat(other).isNotEqualTo(hash);
                }
            }
        }
    }

    /// Peer bug: a field that is left out of a hash can be changed after signing.
    @ParameterizedTest
    @EnumSource
    void everyChangedFieldChangesTheDigest(SignedObject object) {
        var file = published(object);
        for (var vector : file.get("vectors")) {
            var document = document(file, vector);
            for (var mutation : Mutations.ofFields((ObjectNode) document.get("message"))) {
                var changed = document.deepCopy();
                changed.set("message", mutation);
                var hash = WalletEncoder.structHash(changed);
                assertThat(WalletEncoder.digest(changed)).as("%s", mutation).isNotEqualTo(text(vector, "digest"));
                assertThat(hash).isNotEqualTo(text(vector, "structHash"));
                codeHash(object, mutation)
                        .ifPresent(computed -> assertThat(computed).hasToString(hash));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyChangedFieldOfTheDomainChangesTheDigest(SignedObject object) {
        var file = published(object);
        for (var vector : file.get("vectors")) {
            var document = document(file, vector);
            for (var mutation : Mutations.ofFields((ObjectNode) document.get("domain"))) {
                var changed = document.deepCopy();
                changed.set("domain", mutation);
                assertThat(WalletEncoder.digest(changed)).isNotEqualTo(text(vector, "digest"));
            }
        }
    }

    /// Peer bug: field order, or a missing field, in a typed hash.
    @ParameterizedTest
    @EnumSource
    void fieldsInAnotherOrderAndMissingFieldsGiveAnotherDigest(SignedObject object) {
        var file = published(object);
        var vector = file.get("vectors").get(0);
        var document = document(file, vector);
        document.get("types").fieldNames().forEachRemaining(type -> {
            for (var mutation :
                    Mutations.ofType((ArrayNode) document.get("types").get(type))) {
                var changed = document.deepCopy();
                ((ObjectNode) changed.get("types")).set(type, mutation);
                assertThat(WalletEncoder.digest(changed)).isNotEqualTo(text(vector, "digest"));
            }
        });
    }

    /// Peer bug: a testnet's ticket taken on mainnet.
    @ParameterizedTest
    @EnumSource
    void oneMessageHasAnotherDigestInEachDomain(SignedObject object) {
        var file = published(object);
        var ordinary = file.get("vectors").get(0).get("message");
        var digests = new HashSet<String>();
        int vectors = 0;
        for (var vector : file.get("vectors")) {
            if (vector.get("message").equals(ordinary)) {
                digests.add(text(vector, "digest"));
                vectors++;
            }
        }
        assertThat(digests).hasSize(vectors).hasSize(file.get("domains").size());
    }

    @Test
    void thereAreAtLeastTwoHundred() {
        assertThat(Arrays.stream(SignedObject.values())
                        .mapToInt(object -> published(object).get("vectors").size())
                        .sum())
                .isGreaterThanOrEqualTo(200);
    }

    /// Nothing where the code refuses such a message.
    private static Optional<Hash> codeHash(SignedObject object, ObjectNode message) {
        try {
            return Optional.of(object.forms(new Message(message)).hash());
        } catch (IllegalArgumentException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).asText();
    }
}
