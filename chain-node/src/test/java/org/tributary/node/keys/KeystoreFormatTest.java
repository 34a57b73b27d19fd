// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.PrivateKey;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Wallet;
import org.web3j.crypto.WalletFile;

class KeystoreFormatTest {
    private static final String PASSWORD = "pässwörd";
    private final PrivateKey key = new PrivateKey(Bytes32.fromHexString("0x0badcafe"));
    private final SecureRandom random = new SecureRandom();

    /// The PBKDF2 example of the Web3 Secret Storage definition. Its other one has scrypt costs that RFC 7914 rules
    /// out.
    @Test
    void opensTheExampleOfTheDefinition() {
        var json = """
                {"version":3,"crypto":{"cipher":"aes-128-ctr","kdf":"pbkdf2",
                "kdfparams":{"c":262144,"dklen":32,"prf":"hmac-sha256",
                "salt":"ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd"},
                "mac":"517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2",
                "ciphertext":"5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46",
                "cipherparams":{"iv":"6087dab2f9fdbbfaddc31a909735c1e6"}}}
                """;
        assertThat(secret(KeystoreFormat.decrypt(json, "testpassword")))
                .hasToString("0x7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d");
    }

    @Test
    void whatWeWriteWeAndWeb3jRead() throws Exception {
        var json = KeystoreFormat.encrypt(key, PASSWORD, random);
        assertThat(secret(KeystoreFormat.decrypt(json, PASSWORD))).isEqualTo(key.secret());
        var theirs = Wallet.decrypt(PASSWORD, new ObjectMapper().readValue(json, WalletFile.class));
        assertThat(theirs.getPrivateKey()).isEqualTo(new BigInteger("0badcafe", 16));
    }

    @Test
    void whatWeb3jWritesWeRead() throws Exception {
        var pair = ECKeyPair.create(new BigInteger("0badcafe", 16));
        var json = new ObjectMapper().writeValueAsString(Wallet.createLight(PASSWORD, pair));
        assertThat(secret(KeystoreFormat.decrypt(json, PASSWORD))).isEqualTo(key.secret());
    }

    @Test
    void wrongPasswordIsRefused() {
        var json = KeystoreFormat.encrypt(key, PASSWORD, random);
        assertThat(refusal(json, "password")).contains("wrong password");
    }

    @ParameterizedTest
    @CsvSource({
        "(?<=\"ciphertext\" : \")., damaged",
        "(?<=\"mac\" : \").{64}, 00",
        "\"version\" : 3, \"version\" : 1",
        "\"n\" : 8192, \"n\" : 1073741824",
        "\"n\" : 8192, \"n\" : 8191",
        "\"r\" : 8, \"r\" : 0",
        "\"p\" : 1, \"p\" : 1000",
        "\"dklen\" : 32, \"dklen\" : 16",
        "scrypt, md5",
        "(?<=\"address\" : \").{40}, 7e5f4552091a69125d5dfcb7b8c2659029395bdf",
    })
    void damageIsRefusedWithoutAnException(String part, String damage) {
        var json = KeystoreFormat.encrypt(key, PASSWORD, random);
        var damaged = json.replaceFirst(part, damage);
        assertThat(damaged).isNotEqualTo(json);
        assertThat(refusal(damaged, PASSWORD)).contains("corrupted keystore");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "null", "7", "{\"version\":3}", "{\"version\":3,\"crypto\":[]}", "\u0000"})
    void whatIsNoKeystoreIsRefused(String json) {
        assertThat(refusal(json, PASSWORD)).startsWith("corrupted keystore");
    }

    private static Bytes32 secret(Decoded<PrivateKey> opened) {
        return opened.orBroken("a keystore").secret();
    }

    private static String refusal(String json, String password) {
        return switch (KeystoreFormat.decrypt(json, password)) {
            case Decoded.Value<PrivateKey> value -> throw new AssertionError("opened " + json);
            case Decoded.Malformed<PrivateKey>(var reason) -> reason;
        };
    }
}
