// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.keys;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.function.Function;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hex;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.crypto.Scrypt;

/// The parts of a version 3 keystore, checked. Costs are bounded: a foreign file must not exhaust the machine.
final class KeystoreFields {
    private static final int MAX_N = 1 << 20;
    private static final int MAX_R = 32;
    private static final int MAX_P = 16;
    /// 128 · n · r bytes; Ethereum's standard cost takes 256 MiB.
    private static final long MAX_MEMORY = 512L << 20;

    private static final int MAX_ROUNDS = 10_000_000;
    private static final int MAX_SALT = 256;

    private KeystoreFields() {}

    static JsonNode crypto(JsonNode root) {
        if (root.path("version").asInt(0) != 3) {
            throw new IllegalArgumentException("version: must be 3");
        }
        // Some tools of the early days wrote it with a capital letter.
        var crypto = root.has("crypto") ? root.path("crypto") : root.path("Crypto");
        if (!crypto.isObject()) {
            throw new IllegalArgumentException("crypto: is missing");
        }
        if (!crypto.path("cipher").asText("").equals("aes-128-ctr")) {
            throw new IllegalArgumentException("crypto.cipher: must be aes-128-ctr");
        }
        return crypto;
    }

    /// From the password to the derived key, 32 bytes.
    static Function<String, Bytes> derivation(JsonNode crypto) {
        var parameters = crypto.path("kdfparams");
        var saltNode = parameters.path("salt");
        var salt = hex(saltNode, "crypto.kdfparams.salt", saltNode.asText("").length() / 2);
        if (salt.isEmpty() || salt.size() > MAX_SALT) {
            throw new IllegalArgumentException("crypto.kdfparams.salt: must have 1 to " + MAX_SALT + " bytes");
        }
        number(parameters, "dklen", 32, 32);
        return switch (crypto.path("kdf").asText("")) {
            case "scrypt" -> scrypt(parameters, salt);
            case "pbkdf2" -> pbkdf2(parameters, salt);
            default -> throw new IllegalArgumentException("crypto.kdf: must be scrypt or pbkdf2");
        };
    }

    static Address address(String text) {
        return Address.parse(text.startsWith("0x") ? text : "0x" + text);
    }

    static Bytes hex(JsonNode node, String field, int size) {
        var text = node.asText("");
        try {
            var bytes = Hex.parse(text.startsWith("0x") ? text : "0x" + text);
            if (bytes.size() == size) {
                return bytes;
            }
        } catch (IllegalArgumentException noHex) {
            throw new IllegalArgumentException(field + ": " + noHex.getMessage(), noHex);
        }
        throw new IllegalArgumentException(field + ": must have " + size + " bytes");
    }

    private static Function<String, Bytes> scrypt(JsonNode parameters, Bytes salt) {
        int n = number(parameters, "n", 2, MAX_N);
        int r = number(parameters, "r", 1, MAX_R);
        int p = number(parameters, "p", 1, MAX_P);
        if (128L * n * r > MAX_MEMORY) {
            throw new IllegalArgumentException("crypto.kdfparams: takes more than " + MAX_MEMORY + " bytes of memory");
        }
        return password -> Scrypt.derive(Bytes.wrap(password.getBytes(StandardCharsets.UTF_8)), salt, n, r, p, 32);
    }

    private static Function<String, Bytes> pbkdf2(JsonNode parameters, Bytes salt) {
        int rounds = number(parameters, "c", 1, MAX_ROUNDS);
        if (!parameters.path("prf").asText("").equals("hmac-sha256")) {
            throw new IllegalArgumentException("crypto.kdfparams.prf: must be hmac-sha256");
        }
        return password -> {
            try {
                var spec = new PBEKeySpec(password.toCharArray(), salt.toArrayUnsafe(), rounds, 256);
                return Bytes.wrap(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                        .generateSecret(spec)
                        .getEncoded());
            } catch (GeneralSecurityException everyJdkHasIt) {
                throw new Invariant.Broken("PBKDF2 works: " + everyJdkHasIt);
            }
        };
    }

    private static int number(JsonNode parameters, String field, int min, int max) {
        var node = parameters.path(field);
        if (!node.isInt() || node.intValue() < min || node.intValue() > max) {
            throw new IllegalArgumentException("crypto.kdfparams." + field + ": must lie in " + min + " … " + max);
        }
        return node.intValue();
    }
}
