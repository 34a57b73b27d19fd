// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.tributary.primitives.Address;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.PrivateKey;

/// A directory of keystore files, one key each, named by its address: `0x….json`.
public record KeystoreDirectory(Path directory) {
    /// A keystore has about 500 bytes; whatever is much larger is none.
    private static final long MAX_BYTES = 16 << 10;

    /// Addresses and files, by address. Files that are no keystores are passed over.
    ///
    /// @throws UncheckedIOException where the directory cannot be read
    public TreeMap<Address, Path> list() {
        var found = new TreeMap<Address, Path>();
        for (var file : files()) {
            address(file).ifPresent(address -> found.put(address, file));
        }
        return found;
    }

    /// The file that `key` went to; nothing where it is there already.
    ///
    /// @throws UncheckedIOException where it cannot be written
    public Optional<Path> store(PrivateKey key, String password, SecureRandom random) {
        var file = directory.resolve(key.address() + ".json");
        try {
            Files.createDirectories(directory);
            if (list().containsKey(key.address())) {
                return Optional.empty();
            }
            SecretFile.write(file, KeystoreFormat.encrypt(key, password, random));
            return Optional.of(file);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    public Decoded<PrivateKey> open(Address address, String password) {
        if (!Files.isDirectory(directory)) {
            return new Decoded.Malformed<>(directory + ": no such keystore directory");
        }
        var file = list().get(address);
        if (file == null) {
            return new Decoded.Malformed<>(directory + ": no key for " + address);
        }
        return open(file, password);
    }

    public static Decoded<PrivateKey> open(Path file, String password) {
        try {
            return switch (KeystoreFormat.decrypt(read(file), password)) {
                case Decoded.Value<PrivateKey> value -> value;
                case Decoded.Malformed<PrivateKey>(var reason) -> new Decoded.Malformed<>(file + ": " + reason);
            };
        } catch (IOException unreadable) {
            return new Decoded.Malformed<>(file + ": cannot be read: " + unreadable.getMessage());
        }
    }

    private List<Path> files() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var entries = Files.list(directory)) {
            return entries.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Optional<Address> address(Path file) {
        try {
            var root = new ObjectMapper().readTree(read(file));
            var text = root.path("address").asText("");
            return root.path("version").asInt(0) == 3 && !text.isEmpty()
                    ? Optional.of(KeystoreFields.address(text))
                    : Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException noKeystore) {
            return Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static String read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("larger than any keystore");
        }
        return Files.readString(file);
    }
}
