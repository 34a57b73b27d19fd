// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tributary.primitives.ChainName;

/// Connections that begin something and never go on: each is closed by the node, after a time that the node chooses.
class SlowLorisTest {
    private final TestNode node = TestNode.start(1);
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        node.close();
    }

    private Socket dial() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), node.network.port());
        sockets.add(socket);
        return socket;
    }

    /// Reads what there is until the node ends the connection.
    private static void awaitEnd(Socket socket) throws IOException {
        socket.setSoTimeout(60_000);
        try {
            while (socket.getInputStream().read() >= 0) {
                // Settings, alerts.
                continue;
            }
        } catch (SocketException reset) {
            // An end as well.
            return;
        }
    }

    @Test
    void silenceBeforeTheHandshakeIsCutOff() throws IOException {
        awaitEnd(dial());
    }

    @Test
    void aHandshakeThatTricklesIsCutOff() throws Exception {
        var socket = dial();
        var trickle = Thread.ofVirtual().start(() -> {
            try {
                // The head of a TLS record of 512 bytes, then one byte after the other.
                socket.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3});
                for (int i = 0; i < 400; i++) {
                    Thread.sleep(200);
                    socket.getOutputStream().write(1);
                }
            } catch (IOException | InterruptedException cutOff) {
                return;
            }
        });
        awaitEnd(socket);
        trickle.join();
    }

    @Test
    void manyOfThemKeepNobodyOut() throws Exception {
        for (int i = 0; i < 200; i++) {
            dial().getOutputStream().write(new byte[] {22, 3, 1, 2, 0});
        }
        try (var honest = TestNode.start(2)) {
            TestNode.connect(node, honest);
            await().until(() -> !honest.network.connected().isEmpty());
            honest.network.broadcast(Topic.CONSENSUS, ChainName.MAIN, Bytes.of(1));
            await().until(() -> !node.received.isEmpty());
        }
    }

    @Test
    void aPeerThatNeverSpeaksHttpIsCutOff() throws Exception {
        var socket = handshaken();
        awaitEnd(socket);
    }

    @Test
    void aPeerThatOpensNoStreamIsCutOff() throws Exception {
        var socket = handshaken();
        // The preface and empty settings.
        socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
        awaitEnd(socket);
    }

    /// A TLS session of a peer that the node admits.
    private SSLSocket handshaken() throws Exception {
        node.network.addPeer(new PeerAddress(TestNode.key(2).publicKey(), "127.0.0.1", 1));
        var identity = PeerIdentity.create(TestNode.key(2), TestNode.GENESIS);
        var context = SSLContext.getInstance("TLSv1.3");
        context.init(
                new KeyManager[] {new OneKey(identity)},
                new TrustManager[] {new PeerTrust(TestNode.GENESIS, _ -> true, new PeerCounters())},
                null);
        var socket = (SSLSocket) context.getSocketFactory().createSocket(dial(), "127.0.0.1", node.network.port(), true);
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        assertThat(socket.getApplicationProtocol()).isEqualTo("h2");
        return socket;
    }
}
