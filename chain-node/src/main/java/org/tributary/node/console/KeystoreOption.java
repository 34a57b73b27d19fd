// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.console;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Which keystore directory.
public final class KeystoreOption {
    @Option(names = "--keystore", defaultValue = "keystore", description = "directory of key files (${DEFAULT-VALUE})")
    private Path directory = Path.of("keystore");

    public Path directory() {
        return directory;
    }
}
