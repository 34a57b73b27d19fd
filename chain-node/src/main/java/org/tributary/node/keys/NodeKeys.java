// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.PrivateKey;

/// The two keys of a validator: the account that is rewarded, and the key that votes. Protocol §1.
public record NodeKeys(PrivateKey operator, PrivateKey consensus) {
    public static final String OPERATOR_FILE = "operator.json";
    public static final String CONSENSUS_FILE = "consensus.json";

    /// Opens `operator.json` and `consensus.json` in `keystore` with the password in `passwordFile`.
    public static Decoded<NodeKeys> open(Path keystore, Path passwordFile) {
        String password;
        try {
            password = firstLine(passwordFile);
        } catch (IOException unreadable) {
            return new Decoded.Malformed<>(passwordFile + ": cannot be read: " + unreadable.getMessage());
        }
        return KeystoreDirectory.open(keystore.resolve(OPERATOR_FILE), password)
                .flatMap(operator -> KeystoreDirectory.open(keystore.resolve(CONSENSUS_FILE), password)
                        .flatMap(consensus -> new Decoded.Value<>(new NodeKeys(operator, consensus))));
    }

    /// A password file's password: its first line, as editors add a line end that nobody meant.
    public static String firstLine(Path passwordFile) throws IOException {
        return Files.readString(passwordFile).lines().findFirst().orElse("");
    }
}
