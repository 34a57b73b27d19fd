// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.console;

import java.nio.file.Path;
import org.tributary.node.keys.KeystoreDirectory;
import org.tributary.primitives.Address;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.PrivateKey;
import picocli.CommandLine.Option;

/// Which keystore directory.
public final class KeystoreOption {
    @Option(names = "--keystore", defaultValue = "keystore", description = "directory of key files (${DEFAULT-VALUE})")
    private Path directory = Path.of("keystore");

    public Path directory() {
        return directory;
    }

    /// @throws CommandFailed where `account` is no address, or the directory has no such key, or the password is wrong
    public PrivateKey open(String account, PasswordOptions password) {
        var address = address(account);
        return switch (new KeystoreDirectory(directory).open(address, password.ask(false))) {
            case Decoded.Value<PrivateKey>(var value) -> value;
            case Decoded.Malformed<PrivateKey>(var reason) -> throw new CommandFailed(reason);
        };
    }

    private static Address address(String text) {
        try {
            return Address.parse(text);
        } catch (IllegalArgumentException noAddress) {
            throw new CommandFailed(text + " is no address: " + noAddress.getMessage());
        }
    }
}
