// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Published test vectors, which lie beside the project and not in it. Tests that need them skip where they are absent.
public final class SharedVectors {
    private SharedVectors() {}

    public static JsonNode read(String name) throws IOException {
        var directory = Optional.ofNullable(System.getenv("TRIBUTARY_DATA"))
                .map(Path::of)
                .orElse(Path.of("..", "..", "shared", "data"));
        var file = directory.resolve(name);
        assumeTrue(Files.isReadable(file), () -> "no test vectors at " + file.toAbsolutePath());
        return new ObjectMapper().readTree(file.toFile());
    }
}
