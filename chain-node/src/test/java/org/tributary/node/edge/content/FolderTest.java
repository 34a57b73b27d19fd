// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.node.edge.content.Objects.Found;

class FolderTest {
    @TempDir
    private Path outside = Path.of("");

    private Path root = Path.of("");

    @BeforeEach
    void fill() throws IOException {
        root = outside.resolve("content");
        Files.createDirectories(root.resolve("below/deep"));
        Files.writeString(root.resolve("page.html"), "<p>hello</p>");
        Files.writeString(root.resolve("below/deep/file with + and ü.txt"), "here");
        Files.writeString(outside.resolve("secret"), "not for you");
    }

    private Found find(String path) throws IOException {
        return new Folder(root).find(path, "");
    }

    private StoredObject here(String path) throws IOException {
        if (find(path) instanceof Found.Here(var object)) {
            object.close();
            return object;
        }
        throw new AssertionError(path + " is missing");
    }

    @Test
    void findsFilesByTheirPath() throws IOException {
        assertThat(here("/page.html").size()).isEqualTo(12);
        assertThat(here("/page.html").type()).isEqualTo("text/html");
        assertThat(here("/below/deep/file%20with%20+%20and%20%C3%BC.txt").size())
                .isEqualTo(4);
    }

    @Test
    void nothingOutsideIsFound() throws IOException {
        for (var path : List.of(
                "/../secret",
                "/%2e%2e/secret",
                "/%2E%2E%2Fsecret",
                "/below/../../secret",
                "/below/..%2f..%2fsecret",
                "/..\\secret",
                "/..%5csecret",
                "//etc/passwd",
                "/./page.html",
                "/page.html%00.txt",
                "/",
                "/below",
                "/below/",
                "/none",
                "/page.html/more",
                "/%zz",
                "/" + "a".repeat(5_000))) {
            assertThat(find(path)).as(path).isEqualTo(new Found.Missing());
        }
    }

    @Test
    void linksThatLeadOutAreNotFollowed() throws IOException {
        Files.createSymbolicLink(root.resolve("inside"), Path.of("page.html"));
        Files.createSymbolicLink(root.resolve("out"), outside.resolve("secret"));
        Files.createSymbolicLink(root.resolve("up"), outside);
        assertThat(here("/inside").size()).isEqualTo(12);
        assertThat(find("/out")).isEqualTo(new Found.Missing());
        assertThat(find("/up/secret")).isEqualTo(new Found.Missing());
    }

    @Test
    void aFileThatChangesHasAnotherTag() throws IOException {
        var before = here("/page.html").etag();
        assertThat(here("/page.html").etag()).isEqualTo(before);
        Files.setLastModifiedTime(root.resolve("page.html"), FileTime.fromMillis(1_000));
        assertThat(here("/page.html").etag()).isNotEqualTo(before);
    }

    @Test
    void aFileIsNoFolder() {
        assertThatThrownBy(() -> new Folder(root.resolve("page.html"))).hasMessageContaining("is no folder");
        assertThatThrownBy(() -> new Folder(root.resolve("none"))).isInstanceOf(IOException.class);
    }
}
