// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SubscriptionsTest {
    private final Running running = new Running();

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void everyHeadIsToldOnceAndInOrder() {
        var connection = subscribed("[\"newHeads\"]");
        for (int i = 0; i < 50; i++) {
            running.network.produce(0);
        }
        for (int number = 1; number <= 50; number++) {
            assertThat(connection.next()).contains("\"number\":\"0x" + Integer.toHexString(number) + "\"");
        }
        assertThat(connection.isSilent()).isTrue();
    }

    @Test
    void onlyMatchingLogsAreTold() {
        var topic = "0x0000000000000000000000000000000000000000000000000000000000000002";
        var connection = subscribed("[\"logs\",{\"topics\":[null,\"" + topic + "\"]}]");
        for (int block = 0; block < 3; block++) {
            running.call("eth_sendRawTransaction", "[\"0x020" + block + "\"]");
            running.network.produce(4);
        }
        for (int block = 1; block <= 3; block++) {
            assertThat(connection.next())
                    .contains("\"data\":\"0x02\"", "\"blockNumber\":\"0x" + block + "\"", "\"logIndex\":\"0x2\"");
        }
    }

    @Test
    void pendingTransactionsAreToldByHashOrWhole() {
        var hashes = subscribed("[\"newPendingTransactions\"]");
        var whole = subscribed("[\"newPendingTransactions\",true]");
        running.call("eth_sendRawTransaction", "[\"0x02aa\"]");
        assertThat(hashes.next()).contains("\"result\":\"0x063898359d4953eb");
        assertThat(whole.next()).contains("\"blockHash\":null", "\"hash\":\"0x063898359d4953eb");
    }

    @Test
    void whatHappensInTheBatchThatSubscribesIsToldAfterItsAnswer() {
        var connection = running.client.connect();
        connection.send("[" + Running.request("eth_subscribe", "[\"newPendingTransactions\"]") + ","
                + Running.request("eth_sendRawTransaction", "[\"0x02aa\"]") + "]");
        assertThat(connection.next()).startsWith("[{");
        assertThat(connection.next()).contains("eth_subscription", "0x063898359d4953eb");
    }

    @Test
    void aConnectionHearsOfItsOwnSubscriptionsOnly() {
        var silent = running.client.connect();
        var connection = subscribed("[\"newHeads\"]");
        running.network.produce(0);
        connection.next();
        silent.send(Running.request("eth_blockNumber", "[]"));
        assertThat(silent.next()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x1\"}");
    }

    @Test
    void binaryMessagesAreReadToo() {
        var connection = running.client.connect();
        var request = Running.request("net_version", "[]").getBytes(StandardCharsets.UTF_8);
        connection.socket().sendBinary(ByteBuffer.wrap(request), true).join();
        assertThat(connection.next()).contains("7091155");
    }

    @Test
    void aClosedConnectionIsForgottenAndOthersGoOn() {
        var gone = subscribed("[\"newHeads\"]");
        var connection = subscribed("[\"newHeads\"]");
        gone.socket().abort();
        for (int number = 1; number <= 3; number++) {
            running.network.produce(0);
            assertThat(connection.next()).contains("\"number\":\"0x" + number + "\"");
        }
    }

    @Test
    void whoDoesNotReadIsDisconnectedAndHoldsNobodyUp() {
        var slow = subscribed("[\"logs\"]");
        var quick = subscribed("[\"newHeads\"]");
        slow.stopReading();
        // More than the socket's buffers and the outbox hold together.
        for (int block = 0; block < 120; block++) {
            running.network.submit(Bytes.ofUnsignedInt(block));
            running.network.produce(400);
        }
        for (int number = 1; number <= 120; number++) {
            assertThat(quick.next()).contains("\"number\":\"0x" + Integer.toHexString(number) + "\"");
        }
        slow.readOn();
        // On a busy machine the writer's time limit may come before the outbox is full, and cuts the line without a
        // word.
        assertThat(slow.closed()).isIn("1008 slow consumer", "broken", "1006 ");
    }

    private Client.Connection subscribed(String params) {
        var connection = running.client.connect();
        connection.send(Running.request("eth_subscribe", params));
        assertThat(connection.next()).contains("\"result\":\"0x");
        return connection;
    }
}
