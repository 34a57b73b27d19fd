// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.node.client.Issued;
import org.tributary.node.client.MessageSignature;
import org.tributary.node.client.TicketFile;
import org.tributary.node.edge.book.ReceiptBook;
import org.tributary.node.edge.content.Objects;
import org.tributary.node.edge.network.TicketDesk.Lodged;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.crypto.PrivateKey;

/// An edge over real HTTP; only the chain behind it is in memory. Its clock is moved by hand.
final class RunningEdge implements AutoCloseable {
    static final Bucket NOW = new Bucket(1_000);
    static final long CREDIT = 256 << 10;

    final Issued issued;
    final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    final List<Opening> lodged = new ArrayList<>();
    final ReceiptBook book;
    private final Path journal;
    private final Edge edge;
    private final SecureRandom random = new SecureRandom();
    volatile Instant now = Instant.ofEpochMilli(NOW.number() * Issued.BUCKET_MILLIS);
    volatile Lodged.Refused refusal = new Lodged.Refused("", "");

    RunningEdge(Path state, Objects objects) {
        this(state, objects, new Issued());
    }

    RunningEdge(Path state, Objects objects, Issued issued) {
        this(state, new Goods.Content(objects), issued, CREDIT);
    }

    /// @param issued for the kind of the goods
    RunningEdge(Path state, Goods goods, Issued issued, long credit) {
        this.issued = issued;
        this.journal = state.resolve("receipts.journal");
        this.book = ReceiptBook.open(journal);
        var terms = new EdgeTerms(
                issued.provider.address(),
                new MeteringRules(goods.kind(), Issued.BUCKET_MILLIS, 5, 2, 600, 2, 3_600, 1_000),
                credit,
                credit,
                Duration.ofMillis(300),
                EdgeTerms.standardPrice(goods.kind()),
                List.of());
        var network = new Edge.Network(Issued.NETWORK, Issued.CHAIN_ID, Issued.CDN);
        edge = Edge.serve("127.0.0.1", 0, new Edge.Parts(network, terms, this::lodge, book, goods, () -> now));
    }

    private synchronized Lodged lodge(Opening opening) {
        lodged.add(opening);
        return refusal.code().isEmpty()
                ? new Lodged.Open(opening.ticket().ticket().hash())
                : refusal;
    }

    Edge edge() {
        return edge;
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + edge.port() + path);
    }

    TicketFile ticket() {
        return ticket(100_000_000, 100_000_000);
    }

    TicketFile ticket(long maxUnits, long maxUnitsPerBucket) {
        return issued.ticket(NOW, NOW.plus(60), maxUnits, maxUnitsPerBucket);
    }

    /// A ticket that the edge has opened.
    TicketFile open(TicketFile ticket) throws Exception {
        if (post(ticket, issued.client).statusCode() != 201) {
            throw new IllegalStateException("not opened");
        }
        return ticket;
    }

    HttpResponse<String> post(TicketFile ticket, PrivateKey signer) throws Exception {
        var body = ticket.opening().encode();
        return post(
                "/.well-known/tributary/tickets",
                body,
                signed("POST", "/.well-known/tributary/tickets", ticket, signer));
    }

    HttpResponse<String> post(SignedReceipt... receipts) throws Exception {
        var body = Rlp.list(list -> list.list(List.of(receipts), (items, receipt) -> items.list(receipt::write)));
        return post("/.well-known/tributary/receipts", body, List.of());
    }

    HttpResponse<String> post(String path, Bytes body, List<String> headers) throws Exception {
        var request = HttpRequest.newBuilder(url(path)).POST(BodyPublishers.ofByteArray(body.toArrayUnsafe()));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> put(String path, TicketFile ticket, Bytes body) throws Exception {
        var request = HttpRequest.newBuilder(url(path))
                .PUT(BodyPublishers.ofByteArray(body.toArrayUnsafe()))
                .headers(signed("PUT", path, ticket, issued.client).toArray(String[]::new));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<byte[]> get(String path, TicketFile ticket, String... headers) throws Exception {
        return send("GET", path, ticket, headers);
    }

    HttpResponse<byte[]> send(String method, String path, TicketFile ticket, String... headers) throws Exception {
        return request(method, path, signed(method, path, ticket, issued.client), headers);
    }

    HttpResponse<byte[]> request(String method, String path, List<String> signature, String... headers)
            throws Exception {
        var request = HttpRequest.newBuilder(url(path)).method(method, BodyPublishers.noBody());
        if (!signature.isEmpty()) {
            request.headers(signature.toArray(String[]::new));
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    List<String> signed(String method, String path, TicketFile ticket, PrivateKey signer) {
        return signed(method, path, ticket, signer, now.getEpochSecond());
    }

    List<String> signed(String method, String path, TicketFile ticket, PrivateKey signer, long created) {
        int question = path.indexOf('?');
        var target = new MessageSignature.Target(
                method,
                "127.0.0.1:" + edge.port(),
                question < 0 ? path : path.substring(0, question),
                question < 0 ? "?" : path.substring(question));
        var nonce = Bytes.random(MessageSignature.NONCE_SIZE, random);
        var signature = MessageSignature.sign(target, ticket.ticket().hash(), created, nonce, signer);
        return List.of("Signature-Input", signature.input(), "Signature", signature.value());
    }

    /// What the edge sends on a line of our own, until it ends the connection or `limit` bytes have come.
    byte[] raw(String path, TicketFile ticket, int limit) throws IOException {
        try (var socket = new Socket("127.0.0.1", edge.port())) {
            var headers = signed("GET", path, ticket, issued.client);
            var request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + edge.port() + "\r\n" + headers.get(0) + ": "
                    + headers.get(1) + "\r\n" + headers.get(2) + ": " + headers.get(3) + "\r\n\r\n";
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return socket.getInputStream().readNBytes(limit);
        }
    }

    SignedReceipt receipt(TicketFile ticket, long down) {
        return receipt(ticket, NOW, down, false, issued.client);
    }

    SignedReceipt receipt(TicketFile ticket, Bucket bucket, long down, boolean closing, PrivateKey signer) {
        var receipt = new UsageReceipt(ticket.ticket().hash(), bucket, down, 0, 0, closing, Hash.ZERO);
        return SignedReceipt.sign(receipt, Issued.DOMAIN, signer);
    }

    void advance(long buckets) {
        now = now.plusMillis(buckets * Issued.BUCKET_MILLIS);
    }

    @Override
    public void close() {
        edge.close();
        book.close();
        http.close();
    }
}
