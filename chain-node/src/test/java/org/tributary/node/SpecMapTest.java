// SPDX-License-Identifier: Apache-2.0
package org.tributary.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `docs/spec-map.md` names only what exists.
class SpecMapTest {
    private static final Pattern FILE = Pattern.compile("`(\\w+\\.java)`");

    @Test
    void everyFileOnTheMapExists() throws IOException {
        var root = Path.of("..");
        var named = FILE.matcher(Files.readString(root.resolve("docs/spec-map.md")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).isNotEmpty();
        try (var files = Files.walk(root)) {
            var sources = files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .collect(Collectors.toSet());
            assertThat(sources).containsAll(named);
        }
    }
}
