// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.UUID;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.crypto.Scrypt;

/// One key in one file, encrypted under a password: Ethereum's Web3 Secret Storage, version 3.
public final class KeystoreFormat {
    /// 2^13, the "light" cost of Ethereum's tools. The standard one, 2^18, takes a second and 256 MiB for each key. A
    /// validator opens its keys unattended, from a password file beside them: a higher cost would protect nothing.
    private static final int LIGHT_N = 1 << 13;

    private static final int R = 8;
    private static final int P = 1;
    private static final int KEY_SIZE = 32;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private KeystoreFormat() {}

    public static String encrypt(PrivateKey key, String password, SecureRandom random) {
        var salt = Bytes32.random(random);
        var iv = Bytes.random(16, random);
        var derived = Scrypt.derive(utf8(password), salt, LIGHT_N, R, P, KEY_SIZE);
        var cipherText = AesCtr.apply(derived.slice(0, 16), iv, key.secret());
        var root = MAPPER.createObjectNode();
        root.put("version", 3);
        root.put("id", UUID.randomUUID().toString());
        root.put("address", key.address().bytes().toUnprefixedHexString());
        var crypto = root.putObject("crypto");
        crypto.put("cipher", "aes-128-ctr");
        crypto.putObject("cipherparams").put("iv", iv.toUnprefixedHexString());
        crypto.put("ciphertext", cipherText.toUnprefixedHexString());
        crypto.put("kdf", "scrypt");
        crypto.putObject("kdfparams")
                .put("dklen", KEY_SIZE)
                .put("n", LIGHT_N)
                .put("r", R)
                .put("p", P)
                .put("salt", salt.toUnprefixedHexString());
        crypto.put("mac", mac(derived, cipherText).toUnprefixedHexString());
        return root.toPrettyString() + "\n";
    }

    /// The key, or why there is none: another format, a wrong password, or a damaged file. The last two look alike
    /// where the damage is in the cipher text.
    public static Decoded<PrivateKey> decrypt(String json, String password) {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (JsonProcessingException noJson) {
            return new Decoded.Malformed<>("corrupted keystore: no JSON");
        }
        try {
            return open(root, password);
        } catch (IllegalArgumentException malformed) {
            return new Decoded.Malformed<>("corrupted keystore: " + malformed.getMessage());
        }
    }

    private static Decoded<PrivateKey> open(JsonNode root, String password) {
        var crypto = KeystoreFields.crypto(root);
        var cipherText = KeystoreFields.hex(crypto.path("ciphertext"), "crypto.ciphertext", KEY_SIZE);
        var iv = KeystoreFields.hex(crypto.path("cipherparams").path("iv"), "crypto.cipherparams.iv", 16);
        var mac = KeystoreFields.hex(crypto.path("mac"), "crypto.mac", KEY_SIZE);
        var derived = KeystoreFields.derivation(crypto).apply(password);
        if (!MessageDigest.isEqual(mac(derived, cipherText).toArrayUnsafe(), mac.toArrayUnsafe())) {
            return new Decoded.Malformed<>("wrong password, or a corrupted keystore");
        }
        var key = new PrivateKey(Bytes32.wrap(AesCtr.apply(derived.slice(0, 16), iv, cipherText)));
        var address = root.path("address").asText("");
        if (!address.isEmpty() && !key.address().equals(KeystoreFields.address(address))) {
            return new Decoded.Malformed<>("corrupted keystore: the key does not belong to address " + address);
        }
        return new Decoded.Value<>(key);
    }

    private static Bytes mac(Bytes derived, Bytes cipherText) {
        return Keccak.hash(derived.slice(16, 16), cipherText).bytes();
    }

    private static Bytes utf8(String password) {
        return Bytes.wrap(password.getBytes(StandardCharsets.UTF_8));
    }
}
