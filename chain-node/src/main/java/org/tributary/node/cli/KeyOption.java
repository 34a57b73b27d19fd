// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.cli;

import java.nio.file.Path;
import org.tributary.node.console.CommandFailed;
import org.tributary.node.console.PasswordOptions;
import org.tributary.node.keys.KeystoreDirectory;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.PrivateKey;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// One key that a command signs with.
final class KeyOption {
    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "keystore file of the key to sign with")
    private Path file = Path.of("");

    @Mixin
    private PasswordOptions password = new PasswordOptions();

    PrivateKey open() {
        return switch (KeystoreDirectory.open(file, password.ask(false))) {
            case Decoded.Value<PrivateKey>(var key) -> key;
            case Decoded.Malformed<PrivateKey>(var reason) -> throw new CommandFailed(reason);
        };
    }
}
