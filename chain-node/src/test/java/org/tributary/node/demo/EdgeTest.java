// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.node.demo.TicketDesk.Lodged;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PrivateKey;

/// The edge over real HTTP; only what lies behind it is in memory.
final class EdgeTest {
    private final Parties parties = new Parties();
    private final PrivateKey client = Keys.fresh();
    private final List<Opening> lodged = new ArrayList<>();
    private final List<SignedReceipt> taken = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private Lodged.Refused refusal = new Lodged.Refused("", "");
    private boolean full;
    private final Edge edge;

    EdgeTest(@TempDir Path folder) throws IOException {
        var content = Files.createDirectories(folder.resolve("content"));
        Files.write(content.resolve("a.bin"), new byte[100_000]);
        Files.writeString(folder.resolve("secret"), "not for you");
        edge = new Edge(new Content(content, List.of("a.bin")), parties.provider.address(), this::lodge, this::take);
    }

    @AfterEach
    void stop() {
        edge.close();
        http.close();
    }

    private Lodged lodge(Opening opening) {
        lodged.add(opening);
        return refusal.code().isEmpty()
                ? new Lodged.Open(opening.ticket().ticket().hash())
                : refusal;
    }

    private boolean take(List<SignedReceipt> receipts) {
        return !full && taken.addAll(receipts);
    }

    @Test
    void servesNothingWithoutATicketAndSaysHowToGetOne() throws Exception {
        var answer = get("/content/a.bin", "");
        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(answer.body()).contains("POST /tickets");
        assertThat(get("/content/a.bin", Hash.ZERO.toString()).statusCode()).isEqualTo(402);
    }

    @Test
    void servesTheWholeObjectOnAnOpenTicket() {
        var opening = opening(parties.provider);
        var session = new EdgeClient(http, edge.address());
        assertThat(session.lodge(opening)).isEmpty();
        assertThat(lodged).containsExactly(opening);
        var counted = new AtomicLong();
        assertThat(session.download("a.bin", opening.ticket().ticket().hash(), counted::addAndGet))
                .isEqualTo(100_000);
        assertThat(counted).hasValue(100_000);
    }

    @Test
    void aRefusedTicketOpensNothing() {
        refusal = new Lodged.Refused("POOL_COVER_EXCEEDED", "fund the pool");
        var opening = opening(parties.provider);
        var session = new EdgeClient(http, edge.address());
        assertThat(session.lodge(opening)).contains("POOL_COVER_EXCEEDED: fund the pool");
        assertThatThrownBy(() ->
                        session.download("a.bin", opening.ticket().ticket().hash(), _ -> {}))
                .hasMessageContaining("402");
    }

    @Test
    void aTicketForAnotherProviderIsNotEvenLodged() {
        assertThat(new EdgeClient(http, edge.address()).lodge(opening(Keys.fresh())))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("WRONG_PROVIDER"));
        assertThat(lodged).isEmpty();
    }

    @Test
    void onlyTheContentIsServed() throws Exception {
        var opening = opening(parties.provider);
        new EdgeClient(http, edge.address()).lodge(opening);
        var ticket = opening.ticket().ticket().hash().toString();
        for (var path : List.of("/content/../secret", "/content/%2e%2e/secret", "/content/", "/content/b.bin", "/x")) {
            assertThat(get(path, ticket).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void receiptsArePassedOnAsTheyWereSigned() {
        var receipt = receipt();
        new EdgeClient(http, edge.address()).hand(List.of(receipt, receipt));
        assertThat(taken).containsExactly(receipt, receipt);
    }

    @Test
    void garbageIsMalformedAndPassedOnToNobody() throws Exception {
        for (var path : List.of("/tickets", "/receipts")) {
            for (var body : List.of(new byte[0], new byte[] {1, 2, 3}, new byte[2 << 20])) {
                var answer = post(path, body);
                assertThat(answer.statusCode()).isEqualTo(400);
                assertThat(answer.body()).startsWith("MALFORMED");
            }
        }
        assertThat(lodged).isEmpty();
        assertThat(taken).isEmpty();
    }

    @Test
    void aFullInboxMakesTheClientWait() {
        full = true;
        assertThatThrownBy(() -> new EdgeClient(http, edge.address()).hand(List.of(receipt())))
                .hasMessageContaining("RESOURCE_EXHAUSTED");
    }

    private Opening opening(PrivateKey provider) {
        return parties.gateway.issue(provider.address(), client.publicKey(), 1_000_000, new Bucket(5), new Bucket(9));
    }

    private SignedReceipt receipt() {
        return new SessionMeter(Hash.ZERO, client, Parties.DOMAIN).receipt(new Bucket(5), 7, client);
    }

    private HttpResponse<String> get(String path, String ticket) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(edge.address() + path)).header(Edge.TICKET_HEADER, ticket);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, byte[] body) throws Exception {
        var request = HttpRequest.newBuilder(edge.address().resolve(path)).POST(BodyPublishers.ofByteArray(body));
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
