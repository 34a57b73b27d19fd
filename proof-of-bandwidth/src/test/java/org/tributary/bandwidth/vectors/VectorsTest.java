// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.receipt.BatchAck;
import org.tributary.bandwidth.receipt.ReceiptBatch;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;

/// The published vectors are what the code computes, and what a wallet computes. With
/// `-Dvectors.write=true` the files are written anew: a change of them is a change of the protocol.
class VectorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<String> names() {
        return Vectors.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void thePublishedVectorIsWhatTheCodeComputes(String name) throws IOException {
        var computed = vector(name).toPrettyString() + "\n";
        var file = file(name);
        if (Boolean.getBoolean("vectors.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, computed);
        }
        assertThat(Files.readString(file)).isEqualTo(computed);
    }

    @ParameterizedTest
    @MethodSource("names")
    void aWalletSignsTheSameDigest(String name) throws IOException {
        var published = JSON.readTree(file(name).toFile());
        var document = published.get("typedData");
        assertThat(WalletEncoder.structHash(document))
                .isEqualTo(published.get("structHash").asText());
        assertThat(WalletEncoder.digest(document))
                .isEqualTo(published.get("digest").asText());
    }

    @ParameterizedTest
    @MethodSource("names")
    void theCanonicalBytesReadBackToTheSameObject(String name) throws IOException {
        var published = JSON.readTree(file(name).toFile());
        var rlp = Bytes.fromHexString(published.get("rlp").asText());
        assertThat(hashOf(name, rlp).orBroken(name).toString())
                .isEqualTo(published.get("structHash").asText());
    }

    /// Whatever single byte of the canonical bytes changes, the object is refused or hashes to
    /// something else: no field is missing from a hash, and no value has two forms.
    @ParameterizedTest
    @MethodSource("names")
    void everyChangedByteChangesTheHash(String name) {
        var bytes = Bytes.fromHexString(vector(name).get("rlp").asText());
        var hash = Hash.parse(vector(name).get("structHash").asText());
        for (int i = 0; i < bytes.size(); i++) {
            for (int change = 1; change < 256; change++) {
                var mutated = bytes.toArray();
                mutated[i] ^= (byte) change;
                if (hashOf(name, Bytes.wrap(mutated)) instanceof Decoded.Value<Hash>(var other)) {
                    assertThat(other).isNotEqualTo(hash);
                }
            }
        }
    }

    private static Decoded<Hash> hashOf(String name, Bytes rlp) {
        return switch (name) {
            case "BillingProfile" ->
                Rlp.decodeList(rlp, list -> BillingProfile.read(list).hash());
            case "Capability" ->
                Rlp.decodeList(rlp, list -> Capability.read(list).hash());
            case "SessionTicket" ->
                Rlp.decodeList(rlp, list -> SessionTicket.read(list).hash());
            case "UsageReceipt" ->
                Rlp.decodeList(rlp, list -> UsageReceipt.read(list).hash());
            case "ReceiptBatch" ->
                Rlp.decodeList(rlp, list -> ReceiptBatch.read(list).hash());
            case "BatchAck" -> Rlp.decodeList(rlp, list -> BatchAck.read(list).hash());
            default -> throw new AssertionError(name);
        };
    }

    private static ObjectNode vector(String name) {
        var vector = Vectors.all().get(name);
        assertThat(vector).isNotNull();
        return java.util.Objects.requireNonNull(vector);
    }

    private static Path file(String name) {
        return Path.of("../docs/vectors/metering", name + ".json");
    }
}
