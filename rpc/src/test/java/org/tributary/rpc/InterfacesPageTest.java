// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tributary.bandwidth.Rejection;
import org.tributary.rpc.jsonrpc.method.Method;
import org.tributary.rpc.jsonrpc.method.RpcLimits;
import org.tributary.rpc.jsonrpc.trib.TribMethods;
import org.tributary.rpc.jsonrpc.trib.TribPorts;
import org.tributary.rpc.sample.InMemoryNetwork;
import org.tributary.rpc.sample.Sample;

/// `docs/protocol/interfaces.md` says what the code does.
final class InterfacesPageTest {
    private static final Path PAGE = Path.of("../docs/protocol/interfaces.md");

    @Test
    void theTableOfReasonCodesIsTheEnum() throws IOException {
        var table = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.equals("## Reason codes"))
                .filter(line -> line.matches("\\| \\d+ .*"))
                .toList();
        assertThat(table)
                .isEqualTo(Stream.of(Rejection.values())
                        .map(reason ->
                                "| " + reason.code() + " | `" + reason.name() + "` | " + reason.sentence() + " |")
                        .toList());
    }

    @Test
    void everyNativeMethodIsInTheTable() throws IOException {
        var rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `trib_"))
                .map(line -> line.substring("| `".length(), line.indexOf('(')))
                .toList();
        var ports = new TribPorts(Map.of(), new InMemoryNetwork(), Sample::supply, Sample::status);
        List<String> names = new TribMethods(ports, RpcLimits.DEFAULTS)
                .methods().stream().map(Method::name).toList();
        assertThat(rows).containsExactlyInAnyOrderElementsOf(names);
    }
}
