// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.apache.tuweni.bytes.Bytes32;
import org.tributary.node.console.CommandFailed;
import org.tributary.node.console.KeystoreOption;
import org.tributary.node.console.PasswordOptions;
import org.tributary.node.keys.KeystoreDirectory;
import org.tributary.node.setup.NewNetwork;
import org.tributary.primitives.Hex;
import org.tributary.primitives.crypto.PrivateKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Keys in encrypted files, as Ethereum's tools read and write them.
@Command(name = "keys", description = "Make, list, import and export keys (Web3 Secret Storage v3).")
final class KeysCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: new, list, public, import or export");
    }

    @Command(name = "new", description = "Make a key and print its address.")
    int create(@Mixin KeystoreOption keystore, @Mixin PasswordOptions password) {
        var random = new SecureRandom();
        store(keystore, NewNetwork.key(random), password, random);
        return 0;
    }

    @Command(description = "Print address and file of every key.")
    int list(@Mixin KeystoreOption keystore) {
        if (!Files.isDirectory(keystore.directory())) {
            throw new CommandFailed(keystore.directory() + ": no such keystore directory");
        }
        new KeystoreDirectory(keystore.directory()).list().forEach((address, file) -> print(address + "  " + file));
        return 0;
    }

    @Command(name = "public", description = "Print a key's public key, 33 bytes in hex, as tickets name it.")
    int publicKey(
            @Mixin KeystoreOption keystore,
            @Mixin PasswordOptions password,
            @Parameters(paramLabel = "ADDRESS") String account) {
        print(keystore.open(account, password).publicKey().toString());
        return 0;
    }

    @Command(name = "import", description = "Take a private key from a file with 0x and 64 hex digits.")
    int take(
            @Mixin KeystoreOption keystore,
            @Mixin PasswordOptions password,
            @Parameters(paramLabel = "KEY-FILE", description = "- reads standard input") Path file) {
        store(keystore, readKey(file), password, new SecureRandom());
        return 0;
    }

    @Command(description = "Print a private key. Whoever sees it owns the account.")
    int export(
            @Mixin KeystoreOption keystore,
            @Mixin PasswordOptions password,
            @Parameters(paramLabel = "ADDRESS") String account,
            @Option(names = "--yes", description = "I want the private key on standard output") boolean yes) {
        if (!yes) {
            throw new CommandFailed("this prints the private key of " + account + "; say so with --yes");
        }
        var key = keystore.open(account, password);
        var err = spec.commandLine().getErr();
        err.println("WARNING: whoever sees this key owns the account. Do not paste it anywhere you do not trust.");
        err.flush();
        print(key.secret().toHexString());
        return 0;
    }

    private void store(KeystoreOption keystore, PrivateKey key, PasswordOptions password, SecureRandom random) {
        var directory = new KeystoreDirectory(keystore.directory());
        var file = directory.store(key, password.ask(true), random);
        print(file.map(path -> key.address() + "  " + path)
                .orElseThrow(() -> new CommandFailed(key.address() + " is in " + keystore.directory() + " already")));
    }

    private static PrivateKey readKey(Path file) {
        try {
            var text = file.toString().equals("-")
                    ? new String(System.in.readNBytes(1_024), StandardCharsets.US_ASCII)
                    : Files.readString(file);
            var digits = text.strip();
            return new PrivateKey(Bytes32.wrap(Hex.parse(digits.startsWith("0x") ? digits : "0x" + digits)));
        } catch (IOException unreadable) {
            throw new CommandFailed("cannot read the key file " + file);
        } catch (IllegalArgumentException noKey) {
            // The text is not shown: it may be a key with one digit missing.
            throw new CommandFailed(file + " holds no private key: it has 0x and 64 hex digits, and is not 0");
        }
    }

    private void print(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
