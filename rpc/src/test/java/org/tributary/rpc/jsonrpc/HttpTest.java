// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.rpc.jsonrpc.method.Answer;
import org.tributary.rpc.jsonrpc.method.Json;
import org.tributary.rpc.jsonrpc.method.Method;
import org.tributary.rpc.jsonrpc.method.RpcLimits;
import org.tributary.rpc.sample.InMemoryNetwork;

final class HttpTest {
    private static final String VERSION = Running.request("net_version", "[]");

    private final Running running = new Running();

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void errorsHaveStatus200AndAreJson() {
        var answer = running.client.post("{".getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "content-type")).startsWith("application/json");
    }

    @Test
    void anyPageMayRead() {
        assertThat(header(running.client.post(VERSION.getBytes(StandardCharsets.UTF_8)), "access-control-allow-origin"))
                .isEqualTo("*");
    }

    @Test
    void browsersThatAskFirstAreAnswered() {
        var answer = running.client.send("OPTIONS", "/");
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(header(answer, "access-control-allow-origin")).isEqualTo("*");
        assertThat(header(answer, "access-control-allow-methods")).contains("POST");
        assertThat(header(answer, "access-control-allow-headers")).isEqualTo("Content-Type");
    }

    @Test
    void onlyTheRootAnswers() {
        assertThat(running.client.send("GET", "/").statusCode()).isEqualTo(200);
        assertThat(running.client.send("GET", "/admin").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost:8545",
                "127.0.0.1:1",
                "[::1]:8545",
                "[::1]",
                "node.example:80",
                "198.18.0.1",
                "[::2]:8545"
            })
    void itsOwnNamesAndAnyAddressAreTaken(String host) {
        assertThat(running.client.raw(post(host))).contains(" 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8545", "localhost.evil.example", "127.0.0.1.evil.example"})
    void otherNamesAreRefused(String host) {
        assertThat(running.client.raw(post(host))).contains(" 403 ");
        assertThat(running.client.raw(upgrade(host))).contains(" 403 ");
    }

    @Test
    void webSocketsOpenOnTheSamePath() {
        assertThat(running.client.raw(upgrade("localhost"))).contains(" 101 ");
    }

    @Test
    void aBusyPortIsNamed() {
        int port = running.server.port();
        var settings = new JsonRpcSettings("127.0.0.1", port, List.of(), "", RpcLimits.DEFAULTS);
        assertThatThrownBy(() -> JsonRpcServer.start(settings, running.network, List.of()))
                .isInstanceOf(JsonRpcServer.CannotListen.class)
                .hasMessageContaining("127.0.0.1:" + port);
        assertThat(running.network.listeners()).as("those of the first server").isEqualTo(2);
    }

    @Test
    void closingLeavesNothingBehind() {
        running.server.close();
        assertThat(running.network.listeners()).isZero();
        // Another program may take the port in between; not each time.
        assertThat(IntStream.range(0, 5).anyMatch(_ -> portIsFreeAfterTheClose()))
                .isTrue();
    }

    private boolean portIsFreeAfterTheClose() {
        var server = listening(0);
        server.close();
        try {
            listening(server.port()).close();
            return true;
        } catch (JsonRpcServer.CannotListen _) {
            return false;
        }
    }

    private JsonRpcServer listening(int port) {
        var settings = new JsonRpcSettings("127.0.0.1", port, List.of(), "", RpcLimits.DEFAULTS);
        return JsonRpcServer.start(settings, running.network, List.of());
    }

    @Test
    void moreMethodsRegisterAndAreDescribed() {
        var group = List.of(Method.of("trib_answer", _ -> Answer.of(Json.quantity(42)), "question?"));
        try (var more = new Running(RpcLimits.DEFAULTS, List.of(() -> group))) {
            assertThat(more.call("trib_answer", "[]")).endsWith("\"result\":\"0x2a\"}");
            assertThat(more.call("rpc.discover", "[]"))
                    .contains("\"openrpc\":\"1.3.2\"", "\"name\":\"trib_answer\"", "\"name\":\"question\"");
        }
    }

    @Test
    void twoMethodsOfOneNameAreRefused() {
        var group = List.of(Method.of("eth_chainId", _ -> Answer.nothing()));
        assertThatThrownBy(() -> new Running(RpcLimits.DEFAULTS, List.of(() -> group)))
                .hasMessageContaining("eth_chainId");
    }

    @Test
    void aNodeThatFetchesBlocksSaysHowFarItIs() {
        running.network.syncTowards(0x50);
        assertThat(running.call("eth_syncing", "[]"))
                .contains("{\"startingBlock\":\"0x0\",\"currentBlock\":\"0x0\",\"highestBlock\":\"0x50\"}");
    }

    @Test
    void sendingAndWaitingReturnsTheReceipt() throws InterruptedException {
        var producer = Thread.ofVirtual().start(() -> {
            // The transaction comes in while this waits for it.
            while (running.network.pendingNonce(InMemoryNetwork.ALICE)
                    == running.network.nonce(InMemoryNetwork.ALICE)) {
                Thread.onSpinWait();
            }
            running.network.produce(0);
        });
        assertThat(running.call("eth_sendRawTransactionSync", "[\"0x02aa\"]")).contains("\"status\":\"0x1\"");
        producer.join();
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String post(String host) {
        return "POST / HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: " + VERSION.length() + "\r\n\r\n" + VERSION;
    }

    private static String upgrade(String host) {
        return "GET / HTTP/1.1\r\nHost: " + host + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    }
}
