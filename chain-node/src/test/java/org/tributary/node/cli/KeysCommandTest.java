// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysCommandTest {
    private static final String ADDRESS = "0x7e5f4552091a69125d5dfcb7b8c2659029395bdf";
    private static final String KEY = "0x" + "0".repeat(63) + "1";

    @TempDir
    private Path directory = Path.of("");

    private Path password = Path.of("");
    private Path keystore = Path.of("");

    @BeforeEach
    void writePassword() throws IOException {
        password = Files.writeString(directory.resolve("password"), "correct horse\n");
        keystore = directory.resolve("keystore");
    }

    @Test
    void newKeyIsListedAndReadableByItsOwnerAlone() throws IOException {
        var made = CommandRun.of("keys", "new", "--keystore", keystore, "--password-file", password);
        assertThat(made.exitCode()).isZero();
        assertThat(made.out()).doesNotContainPattern("0x[0-9a-f]{64}");
        assertThat(CommandRun.of("keys", "list", "--keystore", keystore).out()).isEqualTo(made.out());
        var file = Path.of(made.out().strip().substring(ADDRESS.length()).strip());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void importedKeyIsExportedUnchangedWithAWarning() throws IOException {
        assertThat(take(KEY).exitCode()).isZero();
        var exported = export(password, "--yes");
        assertThat(exported.exitCode()).isZero();
        assertThat(exported.out().strip()).isEqualTo(KEY);
        assertThat(exported.err()).contains("WARNING");
    }

    @Test
    void exportWithoutYesShowsNothing() throws IOException {
        take(KEY);
        var refused = export(password);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("--yes");
    }

    @Test
    void wrongPasswordIsSaidAndChangesNothing() throws IOException {
        take(KEY);
        var before = Files.readString(keystore.resolve(ADDRESS + ".json"));
        var wrong = Files.writeString(directory.resolve("wrong"), "battery staple");
        var refused = export(wrong, "--yes");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("wrong password");
        assertThat(keystore.resolve(ADDRESS + ".json")).hasContent(before);
    }

    @Test
    void corruptedKeystoreIsSaid() throws IOException {
        take(KEY);
        var file = keystore.resolve(ADDRESS + ".json");
        Files.writeString(file, Files.readString(file).replace("aes-128-ctr", "rot13"));
        var refused = export(password, "--yes");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("corrupted keystore: crypto.cipher");
    }

    @Test
    void oneKeyIsNotImportedTwice() throws IOException {
        take(KEY);
        var again = take(KEY);
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains("already");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0x", "0x01", "no key", "0x0000000000000000000000000000000000000000000000000000000000000000"
            })
    void whatIsNoKeyIsRefusedAndNotEchoed(String text) throws IOException {
        var refused = take(text);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("holds no private key");
        assertThat(keystore).doesNotExist();
    }

    @Test
    void missingPasswordFileAndMissingKeystoreAreSaid() {
        var gone = directory.resolve("gone");
        assertThat(CommandRun.of("keys", "new", "--keystore", keystore, "--password-file", gone)
                        .err())
                .contains("cannot read the password file " + gone);
        assertThat(CommandRun.of("keys", "list", "--keystore", gone).exitCode()).isEqualTo(1);
        assertThat(CommandRun.of("keys").exitCode()).isEqualTo(2);
    }

    private CommandRun take(String text) throws IOException {
        var file = Files.writeString(directory.resolve("key"), text + "\n");
        return CommandRun.of("keys", "import", "--keystore", keystore, "--password-file", password, file);
    }

    private CommandRun export(Path passwordFile, Object... more) {
        var arguments = new ArrayList<Object>(
                List.of("keys", "export", "--keystore", keystore, "--password-file", passwordFile, ADDRESS));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray());
    }
}
