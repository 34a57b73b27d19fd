// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tributary.rpc.jsonrpc.method.RpcLimits;
import org.tributary.rpc.jsonrpc.trib.TribMethods;
import org.tributary.rpc.jsonrpc.trib.TribPorts;
import org.tributary.rpc.sample.InMemoryNetwork;
import org.tributary.rpc.sample.Sample;
import org.tributary.rpc.sample.SampleChain;

/// Plays the conversations under `transcripts/`. Lines: `> ` is sent, `< ` must come back, letter by
/// letter; `* n` makes a block whose transactions have n logs each; `#` is for the reader. `$name` in an
/// answer stands for any hex and keeps it; in a request it is put back. A file named `websocket-…` is
/// played over a WebSocket.
final class TranscriptTest {
    private static final Pattern NAME = Pattern.compile("\\$[a-z]+");

    static List<Path> transcripts() throws IOException, URISyntaxException {
        var folder = Path.of(Objects.requireNonNull(TranscriptTest.class.getResource("/transcripts"))
                .toURI());
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void conversationGoesAsWritten(Path file) throws IOException {
        var network = new InMemoryNetwork();
        var settings = new JsonRpcSettings("127.0.0.1", 0, List.of(), "Tributary/test", RpcLimits.DEFAULTS);
        try (var server = JsonRpcServer.start(settings, network, List.of(trib(network)));
                var client = new Client(server.port())) {
            var line =
                    file.getFileName().toString().startsWith("websocket-") ? overWebSocket(client) : overHttp(client);
            play(Files.readAllLines(file), network, line);
        }
    }

    private static TribMethods trib(InMemoryNetwork network) {
        var chain = new SampleChain(2);
        return new TribMethods(
                new TribPorts(Map.of(SampleChain.CDN, chain), network, Sample::supply, Sample::status),
                RpcLimits.DEFAULTS);
    }

    private interface Line {
        void send(String message);

        String next();
    }

    private static void play(List<String> lines, InMemoryNetwork network, Line line) {
        var names = new TreeMap<String, String>();
        for (var text : lines) {
            if (text.startsWith("> ")) {
                line.send(filled(text.substring(2), names));
            } else if (text.startsWith("* ")) {
                network.produce(Integer.parseInt(text.substring(2)));
            } else if (text.startsWith("<")) {
                keep(filled(text.substring(1).strip(), names), line.next(), names);
            } else {
                assertThat(text).as("a line of a transcript").matches("(#.*)?");
            }
        }
    }

    private static String filled(String text, Map<String, String> names) {
        var filled = text;
        for (var name : names.entrySet()) {
            filled = filled.replace(name.getKey(), name.getValue());
        }
        return filled;
    }

    private static void keep(String expected, String actual, Map<String, String> names) {
        var name = NAME.matcher(expected);
        if (!name.find()) {
            assertThat(actual).isEqualTo(expected);
            return;
        }
        var pattern = Pattern.quote(expected.substring(0, name.start())) + "(0x[0-9a-f]+)"
                + Pattern.quote(expected.substring(name.end()));
        var match = Pattern.compile(pattern).matcher(actual);
        assertThat(match.matches()).as("%s fits %s", actual, expected).isTrue();
        names.put(name.group(), match.group(1));
    }

    private static Line overHttp(Client client) {
        return new Line() {
            private String answer = "";

            @Override
            public void send(String message) {
                answer = client.post(message);
            }

            @Override
            public String next() {
                return answer;
            }
        };
    }

    private static Line overWebSocket(Client client) {
        var connection = client.connect();
        return new Line() {
            @Override
            public void send(String message) {
                connection.send(message);
            }

            @Override
            public String next() {
                return connection.next();
            }
        };
    }
}
