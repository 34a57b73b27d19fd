// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tributary.rpc.jsonrpc.method.RpcLimits;

/// Whatever comes in: status 200, valid words, and the server goes on. The seed is fixed, so a failure comes again.
final class FuzzTest {
    private static final List<String> SEEDS = List.of(
            Running.request("eth_getBalance", "[\"0x00000000000000000000000000000000000a11ce\",\"latest\"]"),
            Running.request("eth_getLogs", "[{\"fromBlock\":\"0x0\",\"address\":[],\"topics\":[null,[\"0x00\"]]}]"),
            Running.request("eth_feeHistory", "[\"0x4\",\"latest\",[1.5,25e0]]"),
            Running.request("eth_call", "[{\"to\":\"0x0000000000000000000000000000000000001001\",\"gas\":\"0x1\"}]"),
            "[" + Running.request("eth_sendRawTransaction", "[\"0x02aa\"]") + ",1,{}]");

    private static final List<String> EXTREMES = List.of(
            "[".repeat(100_000),
            "{\"a\":".repeat(100_000),
            "[" + "[],".repeat(500) + "[]]",
            "1e999999999",
            "-",
            "9".repeat(100_000),
            "\"" + "a".repeat(1_000_000) + "\"",
            "{\"jsonrpc\":\"2.0\",\"id\":1e-999999999,\"method\":\"eth_chainId\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":1e99999999999999,\"method\":\"eth_chainId\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + "\\ud83d".repeat(5_000) + "\"}",
            Running.request("eth_getBalance", "[1e999999999]"),
            Running.request("eth_feeHistory", "[1e999999999,\"latest\"]"),
            Running.request("eth_feeHistory", "[99999999999999999999999,\"latest\"]"),
            Running.request("eth_feeHistory", "[1,\"latest\",[1e999999999]]"),
            Running.request("eth_getBlockByNumber", "[\"0x" + "f".repeat(100_000) + "\",false]"),
            Running.request("eth_sendRawTransaction", "[\"0x" + "f".repeat(1_000_000) + "\"]"),
            Running.request(
                    "eth_getLogs", "[{\"fromBlock\":\"0x7ffffffffffffffe\",\"toBlock\":\"0x7fffffffffffffff\"}]"),
            Running.request("eth_getBlockByNumber", "[\"0x7fffffffffffffff\",false]"));

    private final Running running = new Running(RpcLimits.DEFAULTS, List.of());

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void changedRequestsNeverBreakTheServer() {
        var random = new Random(7);
        for (int round = 0; round < 1_500; round++) {
            var body = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8);
            for (int change = random.nextInt(1, 6); change > 0; change--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            assertFine(body);
        }
    }

    @Test
    void extremesNeverBreakTheServer() {
        for (var extreme : EXTREMES) {
            assertFine(extreme.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void illFormedUtf8IsAParseError() {
        byte[][] illFormed = {
            {'"', (byte) 0xc0, (byte) 0x80, '"'}, // overlong
            {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'}, // half of a surrogate pair
            {'"', (byte) 0xff, '"'},
            {0, '{', 0, '}'}, // UTF-16
            {(byte) 0xfe, (byte) 0xff, 0, '{', 0, '}'}
        };
        for (var body : illFormed) {
            assertThat(running.client.post(body).body()).contains("\"code\":-32700");
        }
    }

    private void assertFine(byte[] body) {
        var answer = running.client.post(body);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .doesNotContain("-32603")
                .matches(text -> text.isEmpty() || text.contains("\"jsonrpc\":\"2.0\""));
    }
}
