// SPDX-License-Identifier: Apache-2.0
package org.tributary.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/metering/peer-bugs.md` names an origin and a test for every bug, and only tests that exist.
class PeerBugsPageTest {
    private static final Path PAGE = Path.of("../docs/metering/peer-bugs.md");
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");
    /// @param tests the last cell
    private record Row(int number, String property, String origin, String tests) {
        static Row of(String line) {
            var cells = line.split(" \\| ", -1);
            assertThat(cells).as(line).hasSize(4);
            return new Row(
                    Integer.parseInt(cells[0].replace("|", "").strip()),
                    cells[1],
                    cells[2],
                    cells[3].substring(0, cells[3].lastIndexOf('|')).strip());
        }
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .map(Row::of)
                .toList();
    }

    @Test
    void everyBugHasAPropertyAnOriginAndATest() throws IOException {
        var rows = rows();
        assertThat(rows).hasSizeGreaterThanOrEqualTo(39);
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            assertThat(row.number()).isEqualTo(i + 1);
            assertThat(row.property()).endsWith(".");
            assertThat(row.origin()).as("origin of %d", row.number()).matches(".*(#\\d+|our own list|\\*.+\\*).*");
            assertThat(row.tests()).as("tests of %d", row.number()).containsPattern(TEST);
        }
    }

    @Test
    void everyNamedTestExists() throws IOException {
        var sources = testSources();
        var missing = new ArrayList<String>();
        for (var row : rows()) {
            TEST.matcher(row.tests()).results().forEach(test -> {
                var files = sources.getOrDefault(test.group(1), List.of());
                var declared = Pattern.compile("(void " + test.group(2) + "\\(|ArchRule " + test.group(2) + " =)");
                if (files.stream().noneMatch(text -> declared.matcher(text).find())) {
                    missing.add(row.number() + ": " + test.group());
                }
            });
        }
        assertThat(missing).isEmpty();
    }

    /// The text of each test class, by its simple name; two modules may have one of the same name.
    private static SortedMap<String, List<String>> testSources() throws IOException {
        var sources = new TreeMap<String, List<String>>();
        try (var files = Files.walk(Path.of(".."))) {
            for (var file : files.filter(
                            each -> each.toString().replace('\\', '/').contains("/src/test/java/"))
                    .filter(each -> each.toString().endsWith("Test.java"))
                    .toList()) {
                var name = file.getFileName().toString();
                sources.computeIfAbsent(name.substring(0, name.length() - ".java".length()), _ -> new ArrayList<>())
                        .add(Files.readString(file));
            }
        }
        return sources;
    }
}
