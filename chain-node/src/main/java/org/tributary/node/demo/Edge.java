// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.node.demo.TicketDesk.Lodged;
import org.tributary.primitives.Address;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;

/// A small HTTP edge: serves its content to whoever has an open ticket, and takes tickets and receipts.
///
/// `GET /content/NAME` with the header `Tributary-Ticket`; `POST /tickets` with an opening,
/// `POST /receipts` with a list of signed receipts, both as canonical RLP. Whether a receipt is good is not
/// the edge's to say: the network judges.
final class Edge implements AutoCloseable {
    static final String TICKET_HEADER = "Tributary-Ticket";
    static final int MAX_RECEIPTS = 1_000;
    private static final int MAX_OPENING_BYTES = 4 << 10;
    private static final long MAX_IGNORED_BYTES = 16 << 20;
    private static final int MAX_RECEIPTS_BYTES = 1 << 20;

    /// Far more than a demo's clients; a real edge would drop tickets that ended.
    private static final int MAX_TICKETS = 100_000;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Content content;
    private final Address provider;
    private final TicketDesk desk;
    private final ReceiptInbox inbox;
    private final ConcurrentMap<String, Boolean> open = new ConcurrentHashMap<>();

    Edge(Content content, Address provider, TicketDesk desk, ReceiptInbox inbox) throws IOException {
        this.content = content;
        this.provider = provider;
        this.desk = desk;
        this.inbox = inbox;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange));
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        threads.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var route =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            switch (route) {
                case "POST /tickets" -> ticket(exchange);
                case "POST /receipts" -> receipts(exchange);
                default -> {
                    if (route.startsWith("GET /content/")) {
                        content(exchange, route.substring("GET /content/".length()));
                    } else {
                        say(exchange, 404, "there is GET /content/NAME, POST /tickets and POST /receipts");
                    }
                }
            }
        }
    }

    private void content(HttpExchange exchange, String name) throws IOException {
        var ticket = exchange.getRequestHeaders().getFirst(TICKET_HEADER);
        if (ticket == null || !open.containsKey(ticket)) {
            say(exchange, 402, "lodge a ticket with POST /tickets, then name its hash in the header " + TICKET_HEADER);
            return;
        }
        // Only names that were written: a path that leads elsewhere is none of them.
        if (!content.names().contains(name)) {
            say(exchange, 404, "there is no such object");
            return;
        }
        var file = content.folder().resolve(name);
        exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
        exchange.sendResponseHeaders(200, Files.size(file));
        Files.copy(file, exchange.getResponseBody());
    }

    private void ticket(HttpExchange exchange) throws IOException {
        switch (Opening.decode(body(exchange, MAX_OPENING_BYTES))) {
            case Decoded.Malformed<Opening>(var reason) -> say(exchange, 400, "MALFORMED: " + reason);
            case Decoded.Value<Opening>(var opening) -> {
                if (!opening.ticket().ticket().provider().equals(provider)) {
                    say(exchange, 403, "WRONG_PROVIDER: the ticket is for another provider");
                } else if (open.size() >= MAX_TICKETS) {
                    say(exchange, 503, "RESOURCE_EXHAUSTED: too many tickets are open here");
                } else {
                    lodge(exchange, opening);
                }
            }
        }
    }

    private void lodge(HttpExchange exchange, Opening opening) throws IOException {
        switch (desk.lodge(opening)) {
            case Lodged.Open(var ticket) -> {
                open.put(ticket.toString(), true);
                say(exchange, 201, ticket.toString());
            }
            case Lodged.Refused(var code, var message) -> say(exchange, 403, code + ": " + message);
        }
    }

    private void receipts(HttpExchange exchange) throws IOException {
        switch (decodeReceipts(body(exchange, MAX_RECEIPTS_BYTES))) {
            case Decoded.Malformed<List<SignedReceipt>>(var reason) -> say(exchange, 400, "MALFORMED: " + reason);
            case Decoded.Value<List<SignedReceipt>>(var receipts) -> {
                if (inbox.take(receipts)) {
                    say(exchange, 202, "taken");
                } else {
                    say(exchange, 503, "RESOURCE_EXHAUSTED: try again later");
                }
            }
        }
    }

    static Bytes encodeReceipts(List<SignedReceipt> receipts) {
        return Rlp.list(list -> list.list(receipts, (items, receipt) -> items.list(receipt::write)));
    }

    private static Decoded<List<SignedReceipt>> decodeReceipts(Bytes bytes) {
        return Rlp.decodeList(bytes, list -> list.list(MAX_RECEIPTS, items -> items.list(SignedReceipt::read)));
    }

    /// At most one byte more than `limit`, which then is malformed.
    private static Bytes body(HttpExchange exchange, int limit) throws IOException {
        var stream = exchange.getRequestBody();
        var bytes = stream.readNBytes(limit + 1);
        if (bytes.length > limit) {
            ignore(stream);
        }
        return Bytes.wrap(bytes);
    }

    /// A client that is still sending would see its connection break instead of the answer.
    private static void ignore(InputStream stream) throws IOException {
        var buffer = new byte[64 << 10];
        long left = MAX_IGNORED_BYTES;
        for (int read = 0; read >= 0 && left > 0; left -= read) {
            read = stream.read(buffer);
        }
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
