// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Which keystore directory.
final class KeystoreOption {
    @Option(names = "--keystore", defaultValue = "keystore", description = "directory of key files (${DEFAULT-VALUE})")
    private Path directory = Path.of("keystore");

    Path directory() {
        return directory;
    }
}
