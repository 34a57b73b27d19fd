// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.node.demo.AccessLog.Request;

class AccessLogTest {
    /// 17 May 2015, 10:05:03 UTC.
    private static final long TIME = 1_431_857_103;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void readsTheCombinedFormat() {
        assertThat(AccessLog.parse("10.0.0.7 - frank [17/May/2015:10:05:03 +0000] \"GET /a.png HTTP/1.1\" 200 203023"
                        + " \"http://example.org/\" \"Mozilla/5.0 (X11)\""))
                .contains(new Request("10.0.0.7", TIME, "/a.png", 203_023));
    }

    @Test
    void readsTheCommonFormat() {
        assertThat(AccessLog.parse("host - - [17/May/2015:10:05:03 +0000] \"GET /a HTTP/1.0\" 304 0"))
                .contains(new Request("host", TIME, "/a", 0));
    }

    @Test
    void aDashForTheBytesIsNone() {
        assertThat(AccessLog.parse("host - - [17/May/2015:10:05:03 +0000] \"GET /a HTTP/1.1\" 304 - \"-\" \"-\""))
                .contains(new Request("host", TIME, "/a", 0));
    }

    @Test
    void timesOfOtherZonesAreTheSameInstants() {
        assertThat(AccessLog.parse("host - - [17/May/2015:12:05:03 +0200] \"GET /a HTTP/1.1\" 200 1"))
                .contains(new Request("host", TIME, "/a", 1));
    }

    @Test
    void clientsMayHaveIpv6Addresses() {
        assertThat(AccessLog.parse("2001:db8::1 - - [17/May/2015:10:05:03 +0000] \"GET /a HTTP/2.0\" 200 5"))
                .contains(new Request("2001:db8::1", TIME, "/a", 5));
    }

    @Test
    void quotesInTheRequestMayBeEscaped() {
        assertThat(
                        AccessLog.parse(
                                "h - - [17/May/2015:10:05:03 +0000] \"GET /a\\\"b\\\\ HTTP/1.1\" 200 5 \"-\" \"say \\\"hi\\\"\""))
                .contains(new Request("h", TIME, "/a\\\"b\\\\", 5));
    }

    @Test
    void usersMayHaveSpacesInTheirNames() {
        assertThat(AccessLog.parse("h - jane doe [17/May/2015:10:05:03 +0000] \"GET /a HTTP/1.1\" 200 5"))
                .contains(new Request("h", TIME, "/a", 5));
    }

    @Test
    void aRequestOfAnotherShapeIsAnObjectOfItsOwn() {
        assertThat(AccessLog.parse("h - - [17/May/2015:10:05:03 +0000] \"-\" 408 0"))
                .contains(new Request("h", TIME, "-", 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "h - - [17/May/2015:10:05:03 +0000] \"GET /a HTTP/1.1\" 200",
                "h - - [17/May/2015:10:05:03 +0000] \"GET /a HTTP/1.1\" 200 -5",
                "h - - [17/May/2015:10:05:03 +0000] \"GET /a HTTP/1.1\" 200 9999999999999999999",
                "h - - [17/May/2015:10:05:03 +0000] \"GET /a HTTP/1.1 200 5",
                "h - - [37/May/2015:10:05:03 +0000] \"GET /a HTTP/1.1\" 200 5",
                "h - - [17/Mai/2015:10:05:03 +0000] \"GET /a HTTP/1.1\" 200 5",
                "h - - 17/May/2015:10:05:03 +0000 \"GET /a HTTP/1.1\" 200 5",
                "{\"time\":\"17/May/2015:10:05:03\"}",
            })
    void otherLinesAreNone(String line) {
        assertThat(AccessLog.parse(line)).isEmpty();
    }

    @Test
    void aLineAsLongAsABookIsNone() {
        assertThat(AccessLog.parse("h - - [17/May/2015:10:05:03 +0000] \"GET /" + "a".repeat(70_000) + "\" 200 5"))
                .isEmpty();
    }

    @Test
    void badLinesAreCountedAndBlankOnesAreNot() throws IOException {
        var log = AccessLog.read(file("""
                later - - [17/May/2015:10:05:04 +0000] "GET /b HTTP/1.1" 200 2

                not a line
                h - - [17/May/2015:10:05:03 +0000] "GET /a HTTP/1.1" 200 1
                \u00ff\u00fe\u0000
                """));
        assertThat(log.badLines()).isEqualTo(2);
        assertThat(log.requests())
                .containsExactly(new Request("later", TIME + 1, "/b", 2), new Request("h", TIME, "/a", 1));
    }

    @Test
    void gzipIsRecognisedByItsContent() throws IOException {
        var file = folder.resolve("access.log");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("h - - [17/May/2015:10:05:03 +0000] \"GET /a HTTP/1.1\" 200 1\n"
                    .getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(AccessLog.read(file)).isEqualTo(AccessLog.read(file("""
                h - - [17/May/2015:10:05:03 +0000] "GET /a HTTP/1.1" 200 1
                """)));
    }

    @Test
    void anEmptyFileHasNothing() throws IOException {
        assertThat(AccessLog.read(file("")).requests()).isEmpty();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("plain.log"), text, StandardCharsets.ISO_8859_1);
    }
}
