// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.crypto.PublicKey;
import org.tributary.primitives.crypto.Signature;

/// Binds one HTTP request to a ticket: an HTTP message signature (RFC 9421) by the ticket's client key,
/// in one fixed profile. Covered are method, authority, path and query; the parameters are `created`,
/// `nonce`, `keyid` (the ticket's hash) and `tag`, in this order. The algorithm follows from the key:
/// ECDSA over secp256k1 with SHA-256, r ‖ s, low-s (ES256K of RFC 8812).
///
/// @param ticket hash of the ticket that the request is served on
/// @param created seconds since 1970
/// @param nonce 22 characters of base64url: 16 random bytes
public record MessageSignature(Hash ticket, long created, String nonce, Signature signature) {
    public static final String INPUT_HEADER = "Signature-Input";
    public static final String HEADER = "Signature";
    public static final int NONCE_SIZE = 16;

    /// What an edge asks for where a signature is missing (RFC 9421 §5.1).
    public static final String ACCEPTED =
            "tributary=(\"@method\" \"@authority\" \"@path\" \"@query\");created;nonce;keyid;tag=\"tributary-edge-1\"";

    private static final String COVERED = "(\"@method\" \"@authority\" \"@path\" \"@query\")";
    private static final Pattern INPUT =
            Pattern.compile("tributary=\\(\"@method\" \"@authority\" \"@path\" \"@query\"\\)"
                    + ";created=([1-9][0-9]{0,11});nonce=\"([A-Za-z0-9_-]{22})\";keyid=\"(0x[0-9a-f]{64})\""
                    + ";tag=\"tributary-edge-1\"");
    private static final Pattern VALUE = Pattern.compile("tributary=:([A-Za-z0-9+/]{86}==):");

    /// What is signed of a request.
    ///
    /// @param authority host and port as the `Host` header has them, in lower case; no port where it is the
    /// scheme's
    /// @param path as it is sent, not decoded
    /// @param query as it is sent, with its question mark; `?` where there is none
    public record Target(String method, String authority, String path, String query) {}

    public static MessageSignature sign(Target target, Hash ticket, long created, Bytes nonce, PrivateKey client) {
        if (nonce.size() != NONCE_SIZE) {
            throw new IllegalArgumentException("a nonce has 16 bytes");
        }
        var text = Base64.getUrlEncoder().withoutPadding().encodeToString(nonce.toArrayUnsafe());
        var digest = digest(target, parameters(ticket, created, text));
        return new MessageSignature(ticket, created, text, client.sign(digest));
    }

    /// Reads the two header fields; anything but the profile is malformed.
    public static Decoded<MessageSignature> parse(String input, String value) {
        var parameters = INPUT.matcher(input);
        var bytes = VALUE.matcher(value);
        if (!parameters.matches() || !bytes.matches()) {
            return new Decoded.Malformed<>("the signature is not in this edge's profile: " + ACCEPTED);
        }
        try {
            return new Decoded.Value<>(new MessageSignature(
                    Hash.parse(parameters.group(3)),
                    Long.parseLong(parameters.group(1)),
                    parameters.group(2),
                    new Signature(Bytes.wrap(Base64.getDecoder().decode(bytes.group(1))))));
        } catch (IllegalArgumentException malformed) {
            return new Decoded.Malformed<>(String.valueOf(malformed.getMessage()));
        }
    }

    public boolean verifies(Target target, PublicKey client) {
        return client.verifies(digest(target, parameters(ticket, created, nonce)), signature);
    }

    /// The value of [#INPUT_HEADER].
    public String input() {
        return "tributary=" + parameters(ticket, created, nonce);
    }

    /// The value of [#HEADER].
    public String value() {
        return "tributary=:"
                + Base64.getEncoder().encodeToString(signature.bytes().toArrayUnsafe()) + ":";
    }

    private static String parameters(Hash ticket, long created, String nonce) {
        return COVERED + ";created=" + created + ";nonce=\"" + nonce + "\";keyid=\"" + ticket
                + "\";tag=\"tributary-edge-1\"";
    }

    /// SHA-256 of the signature base. RFC 9421 §2.5.
    private static Hash digest(Target target, String parameters) {
        var base = "\"@method\": " + target.method()
                + "\n\"@authority\": " + target.authority()
                + "\n\"@path\": " + target.path()
                + "\n\"@query\": " + target.query()
                + "\n\"@signature-params\": " + parameters;
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return new Hash(Bytes32.wrap(sha.digest(base.getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
