// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.tributary.node.client.MessageSignature.Target;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;

/// RFC 9421, in the one profile of docs/protocol/edge-http.md.
class MessageSignatureTest {
    private static final Hash TICKET = Hash.parse("0x" + "ab".repeat(32));
    private static final Target TARGET = new Target("GET", "edge.example:8480", "/film.bin", "?q=1");
    private static final Bytes NONCE = Bytes.fromHexString("0x000102030405060708090a0b0c0d0e0f");

    private final Issued issued = new Issued();
    private final MessageSignature signature =
            MessageSignature.sign(TARGET, TICKET, 1_760_000_000L, NONCE, issued.client);

    /// The base is written out here by hand, line by line, as §2.5 says.
    @Test
    void signsTheBaseOfTheStandard() throws Exception {
        var parameters = "(\"@method\" \"@authority\" \"@path\" \"@query\");created=1760000000"
                + ";nonce=\"AAECAwQFBgcICQoLDA0ODw\";keyid=\"" + TICKET + "\";tag=\"tributary-edge-1\"";
        var base = """
                "@method": GET
                "@authority": edge.example:8480
                "@path": /film.bin
                "@query": ?q=1
                "@signature-params": %s""".formatted(parameters);
        var digest = MessageDigest.getInstance("SHA-256").digest(base.getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.input()).isEqualTo("tributary=" + parameters);
        assertThat(signature.signature()).isEqualTo(issued.client.sign(new Hash(Bytes32.wrap(digest))));
    }

    @Test
    void isReadBackFromItsHeaders() {
        var read = MessageSignature.parse(signature.input(), signature.value());
        assertThat(read).isEqualTo(new Decoded.Value<>(signature));
        assertThat(signature.verifies(TARGET, issued.client.publicKey())).isTrue();
    }

    @Test
    void isForJustThisRequestAndKey() {
        for (var other : List.of(
                new Target("HEAD", "edge.example:8480", "/film.bin", "?q=1"),
                new Target("GET", "other.example:8480", "/film.bin", "?q=1"),
                new Target("GET", "edge.example:8480", "/other.bin", "?q=1"),
                new Target("GET", "edge.example:8480", "/film.bin", "?"))) {
            assertThat(signature.verifies(other, issued.client.publicKey())).isFalse();
        }
        assertThat(signature.verifies(TARGET, issued.owner.publicKey())).isFalse();
        var later = new MessageSignature(TICKET, 1_760_000_001L, signature.nonce(), signature.signature());
        assertThat(later.verifies(TARGET, issued.client.publicKey())).isFalse();
    }

    @Test
    void anyOtherProfileIsRefused() {
        for (var change : List.of(
                List.of("\"@path\" ", ""),
                List.of("tributary=", "sig1="),
                List.of(";nonce=", ";expires=1;nonce="),
                List.of("tributary-edge-1", "tributary-edge-2"),
                List.of("0xab", "0xAB"),
                List.of("created=1", "created=01"))) {
            var input = signature.input().replace(change.get(0), change.get(1));
            assertThat(input).isNotEqualTo(signature.input());
            assertThat(MessageSignature.parse(input, signature.value())).isInstanceOf(Decoded.Malformed.class);
        }
        assertThat(MessageSignature.parse(signature.input(), signature.value().replace("=:", "=")))
                .isInstanceOf(Decoded.Malformed.class);
    }
}
