// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tributary.primitives.Height;

/// Whoever asks for too much gets −32005, and what would work.
final class LimitsTest {
    private final Running running = new Running(Running.SMALL, List.of());

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void aBatchOfTheLimitIsAnsweredAndOneMoreIsNot() {
        assertThat(running.client.post(batch(3))).startsWith("[{").contains("0x6c33d3");
        assertThat(running.client.post(batch(4)))
                .contains("\"code\":-32005", "batch has 4 requests, allowed are 3", "\"data\":{\"limit\":3}");
    }

    @Test
    void aBodyOfTheLimitIsAnsweredAndOneMoreByteIsNot() {
        var request = Running.request("eth_chainId", "[]");
        assertThat(running.client.post(request + " ".repeat(4_096 - request.length())))
                .contains("0x6c33d3");
        assertThat(running.client.post(request + " ".repeat(4_097 - request.length())))
                .contains("\"code\":-32005", "\"data\":{\"limit\":4096}");
        assertThat(running.client.post(" ".repeat(3_000_000))).contains("\"code\":-32005");
    }

    @Test
    void aSearchThatFindsTooMuchNamesARangeThatWorks() {
        for (int block = 0; block < 4; block++) {
            running.call("eth_sendRawTransaction", "[\"0x02" + "0" + block + "\"]");
            running.network.produce(4);
        }
        assertThat(running.call("eth_getLogs", "[{\"fromBlock\":\"0x1\",\"toBlock\":\"latest\"}]"))
                .contains("\"code\":-32005", "query returned more than 10 results")
                .contains("\"data\":{\"from\":\"0x1\",\"to\":\"0x2\",\"limit\":10}");
        assertThat(running.call("eth_getLogs", "[{\"fromBlock\":\"0x1\",\"toBlock\":\"0x2\"}]"))
                .contains("\"result\":[{");
    }

    @Test
    void whatIsPrunedIsSaidWithTheRangeThatIsLeft() {
        for (int block = 0; block < 5; block++) {
            running.network.produce(1);
        }
        running.network.prune(new Height(3));
        var left = "\"data\":{\"from\":\"0x3\",\"to\":\"0x5\"}";
        assertThat(running.call("eth_getBlockByNumber", "[\"0x2\",false]")).contains("\"code\":-32000", "pruned", left);
        assertThat(running.call("eth_getLogs", "[{\"fromBlock\":\"0x0\",\"toBlock\":\"latest\"}]"))
                .contains("\"code\":-32000", "pruned", left);
        assertThat(running.call("eth_getBlockByNumber", "[\"0x3\",false]")).contains("\"result\":{");
        assertThat(running.call("eth_getBlockByNumber", "[\"earliest\",false]")).contains("\"result\":{");
        assertThat(running.call("eth_getBlockByNumber", "[\"0x63\",false]")).contains("\"result\":null");
        assertThat(running.call("eth_getLogs", "[{\"fromBlock\":\"0x3\",\"toBlock\":\"latest\"}]"))
                .contains("\"result\":[");
    }

    @Test
    void aPolledFilterHandsOutTheRestTheNextTime() {
        var id = running.call("eth_newFilter", "[{}]").replaceAll(".*\"result\":(\".*\").*", "$1");
        for (int block = 0; block < 4; block++) {
            running.call("eth_sendRawTransaction", "[\"0x02" + "0" + block + "\"]");
            running.network.produce(4);
        }
        assertThat(logs(running.call("eth_getFilterChanges", "[" + id + "]"))).isEqualTo(8);
        assertThat(logs(running.call("eth_getFilterChanges", "[" + id + "]"))).isEqualTo(8);
        assertThat(logs(running.call("eth_getFilterChanges", "[" + id + "]"))).isZero();
    }

    @Test
    void aCallThatTakesTooLongIsAnsweredInTime() {
        assertThat(running.call("eth_call", "[{\"data\":\"0xf3\"}]"))
                .contains("\"code\":-32005", "execution aborted (timeout = 1500 ms)", "\"data\":{\"limit\":1500}");
    }

    @Test
    void aConnectionHasOnlySoManySubscriptions() {
        var connection = running.client.connect();
        for (int i = 0; i < 2; i++) {
            connection.send(Running.request("eth_subscribe", "[\"newHeads\"]"));
            assertThat(connection.next()).contains("\"result\":\"0x");
        }
        connection.send(Running.request("eth_subscribe", "[\"newHeads\"]"));
        assertThat(connection.next()).contains("\"code\":-32005", "\"data\":{\"limit\":2}");
    }

    @Test
    void aWebSocketMessageThatIsTooLargeEndsItsConnection() {
        var connection = running.client.connect();
        connection.send(" ".repeat(5_000));
        assertThat(connection.closed()).startsWith("1009");
    }

    private static long logs(String answer) {
        return answer.split("logIndex", -1).length - 1L;
    }

    private static String batch(int entries) {
        return IntStream.range(0, entries)
                .mapToObj(i -> "{\"jsonrpc\":\"2.0\",\"id\":" + i + ",\"method\":\"eth_chainId\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
