// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.node.client.EdgeSession;
import org.tributary.node.client.FetchFailed;
import org.tributary.node.client.Issued;
import org.tributary.node.client.TargetFile;
import org.tributary.node.edge.content.Folder;
import org.tributary.node.edge.network.TicketDesk.Lodged;
import org.tributary.primitives.Bucket;

/// The edge over real HTTP.
class EdgeTest {
    private static final int SMALL = 100_000;
    private static final int LARGE = 2_000_000;

    private final byte[] large = new byte[LARGE];
    private final Path folder;
    private RunningEdge edge;

    EdgeTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        new Random(7).nextBytes(large);
        var content = Files.createDirectories(folder.resolve("content"));
        Files.write(content.resolve("small.bin"), Arrays.copyOf(large, SMALL));
        Files.write(content.resolve("large.bin"), large);
        Files.write(content.resolve("empty"), new byte[0]);
        edge = new RunningEdge(folder, new Folder(content));
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    private byte[] small() {
        return Arrays.copyOf(large, SMALL);
    }

    @Test
    void servesTheWholeObjectOnAnOpenTicket() throws Exception {
        var ticket = edge.open(edge.ticket());
        var answer = edge.get("/small.bin", ticket);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(small());
        assertThat(answer.headers().firstValue("ETag")).isPresent();
        assertThat(answer.headers().firstValue("Accept-Ranges")).contains("bytes");
        assertThat(edge.get("/empty", ticket).body()).isEmpty();
        awaitServed(SMALL);
    }

    /// The client may have read the last byte before the edge has counted it.
    private void awaitServed(long bytes) {
        Awaitility.await().until(() -> edge.edge().counters().servedUnits() == bytes);
    }

    @Test
    void servesNothingWithoutASignatureAndSaysHowToMakeOne() throws Exception {
        var answer = edge.request("GET", "/small.bin", List.of());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Accept-Signature"))
                .hasValueSatisfying(text -> assertThat(text).contains("@authority"));
    }

    @Test
    void servesNothingOnATicketThatIsNotLodged() throws Exception {
        var answer = edge.get("/small.bin", edge.ticket());
        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(text(answer.body())).contains("UNKNOWN_TICKET", "POST /.well-known/tributary/tickets");
    }

    @Test
    void aStolenTicketIsWorthNothingWithoutItsKey() throws Exception {
        var ticket = edge.ticket();
        assertThat(edge.post(ticket, edge.issued.owner).statusCode()).isEqualTo(401);
        assertThat(edge.lodged).isEmpty();
        edge.open(ticket);
        var stolen = edge.signed("GET", "/small.bin", ticket, edge.issued.owner);
        assertThat(edge.request("GET", "/small.bin", stolen).statusCode()).isEqualTo(401);
    }

    @Test
    void aReplayedRequestIsRefused() throws Exception {
        var ticket = edge.open(edge.ticket());
        var signature = edge.signed("GET", "/small.bin", ticket, edge.issued.client);
        assertThat(edge.request("GET", "/small.bin", signature).statusCode()).isEqualTo(200);
        var again = edge.request("GET", "/small.bin", signature);
        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(text(again.body())).contains("REPLAYED");
        // It is for this object and this method alone.
        var other = edge.signed("GET", "/small.bin", ticket, edge.issued.client);
        assertThat(edge.request("GET", "/large.bin", other).statusCode()).isEqualTo(401);
        assertThat(edge.request("HEAD", "/small.bin", other).statusCode()).isEqualTo(401);
    }

    @Test
    void aSignatureIsGoodForAMinuteOfTheEdgesClock() throws Exception {
        var ticket = edge.open(edge.ticket());
        long now = edge.now.getEpochSecond();
        for (long off : new long[] {-600, -61, 61, 600}) {
            var signature = edge.signed("GET", "/small.bin", ticket, edge.issued.client, now + off);
            var answer = edge.request("GET", "/small.bin", signature);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(text(answer.body())).contains("STALE_SIGNATURE", off + " s from this edge's clock");
        }
        // A minute later the first is stale, and what was used then is forgotten only after that.
        var used = edge.signed("GET", "/small.bin", ticket, edge.issued.client, now + 55);
        assertThat(edge.request("GET", "/small.bin", used).statusCode()).isEqualTo(200);
        edge.advance(50);
        edge.edge().tidy();
        assertThat(text(edge.request("GET", "/small.bin", used).body())).contains("REPLAYED");
    }

    @Test
    void aTicketForAnotherProviderIsNotEvenLodged() throws Exception {
        var theirs = new Issued();
        var ticket = theirs.ticket(RunningEdge.NOW, RunningEdge.NOW.plus(60), 1_000, 1_000);
        var answer = edge.post(ticket, theirs.client);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("WRONG_PROVIDER");
        assertThat(edge.lodged).isEmpty();
    }

    @Test
    void whatTheChainRefusesOpensNothing() throws Exception {
        edge.refusal = new Lodged.Refused("POOL_COVER_EXCEEDED", "fund the pool");
        var ticket = edge.ticket();
        var answer = edge.post(ticket, edge.issued.client);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("POOL_COVER_EXCEEDED", "fund the pool");
        assertThat(edge.get("/small.bin", ticket).statusCode()).isEqualTo(402);
    }

    @Test
    void garbageIsMalformed() throws Exception {
        for (var path : List.of("/.well-known/tributary/tickets", "/.well-known/tributary/receipts")) {
            for (var body : List.of(new byte[0], new byte[] {1, 2, 3}, new byte[2 << 20])) {
                var answer = edge.post(path, Bytes.wrap(body), List.of());
                assertThat(answer.statusCode()).as(path).isEqualTo(400);
                assertThat(answer.body()).contains("MALFORMED");
            }
        }
    }

    @Test
    void servesPartsAndConditions() throws Exception {
        var ticket = edge.open(edge.ticket());
        var part = edge.get("/small.bin", ticket, "Range", "bytes=10-19");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(large, 10, 20));
        assertThat(part.headers().firstValue("Content-Range")).contains("bytes 10-19/100000");
        assertThat(edge.get("/small.bin", ticket, "Range", "bytes=-7").body())
                .isEqualTo(Arrays.copyOfRange(large, SMALL - 7, SMALL));
        var beyond = edge.get("/small.bin", ticket, "Range", "bytes=100000-");
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(beyond.headers().firstValue("Content-Range")).contains("bytes */100000");
        var tag = part.headers().firstValue("ETag").orElseThrow();
        assertThat(edge.get("/small.bin", ticket, "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(edge.get("/small.bin", ticket, "If-Match", "\"other\"").statusCode())
                .isEqualTo(412);
        assertThat(edge.get("/small.bin", ticket, "Range", "bytes=0-0", "If-Range", tag)
                        .statusCode())
                .isEqualTo(206);
        assertThat(edge.get("/small.bin", ticket, "Range", "bytes=0-0", "If-Range", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void severalPartsComeAsMultipart() throws Exception {
        var ticket = edge.open(edge.ticket());
        var answer = edge.get("/small.bin", ticket, "Range", "bytes=0-1,5-6,-1");
        assertThat(answer.statusCode()).isEqualTo(206);
        var type = answer.headers().firstValue("Content-Type").orElseThrow();
        assertThat(type).startsWith("multipart/byteranges; boundary=");
        var body = new String(answer.body(), StandardCharsets.ISO_8859_1);
        assertThat(body).contains("Content-Range: bytes 0-1/100000", "Content-Range: bytes 99999-99999/100000");
        assertThat(body).endsWith("--" + type.substring(type.indexOf('=') + 1) + "--\r\n");
        // What lies between the parts is on the tab too: the client counts it.
        awaitServed(answer.body().length);
    }

    @Test
    void aHeadDescribesAndCostsNothing() throws Exception {
        var ticket = edge.open(edge.ticket());
        var answer = edge.send("HEAD", "/small.bin", ticket);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).contains("100000");
        assertThat(edge.edge().unreceiptedUnits()).isZero();
    }

    @Test
    void servesNoFurtherThanItsCredit() throws Exception {
        var ticket = edge.open(edge.ticket());
        var came = edge.raw("/large.bin", ticket, LARGE * 2);
        assertThat(came.length).isBetween((int) RunningEdge.CREDIT, (int) RunningEdge.CREDIT + 1_000);
        assertThat(edge.edge().unreceiptedUnits()).isEqualTo(RunningEdge.CREDIT);
    }

    @Test
    void aReceiptMakesRoomAgain() throws Exception {
        var ticket = edge.open(edge.ticket());
        edge.raw("/large.bin", ticket, LARGE * 2);
        assertThat(edge.post(edge.receipt(ticket, RunningEdge.CREDIT)).statusCode())
                .isEqualTo(200);
        assertThat(edge.edge().unreceiptedUnits()).isZero();
        assertThat(edge.get("/small.bin", ticket).statusCode()).isEqualTo(200);
    }

    @Test
    void whatBrokeOffIsWrittenOffOnceAndNoMore() throws Exception {
        var ticket = edge.open(edge.ticket());
        edge.raw("/large.bin", ticket, LARGE * 2);
        edge.raw("/large.bin", ticket, LARGE * 2);
        assertThat(edge.edge().writtenOffUnits()).isEqualTo(RunningEdge.CREDIT);
        assertThat(edge.edge().unreceiptedUnits()).isEqualTo(RunningEdge.CREDIT);
        var refused = edge.get("/small.bin", ticket);
        assertThat(refused.statusCode()).isEqualTo(402);
        assertThat(text(refused.body())).contains("RECEIPTS_MISSING");
    }

    @Test
    void servesNoFurtherThanTheTicketsCaps() throws Exception {
        var ticket = edge.open(edge.ticket(150_000, 120_000));
        assertThat(edge.get("/small.bin", ticket).statusCode()).isEqualTo(200);
        var over = edge.get("/small.bin", ticket);
        assertThat(over.statusCode()).isEqualTo(403);
        assertThat(text(over.body())).contains("OVER_TICKET_CAP");
        edge.post(edge.receipt(ticket, SMALL));
        // 20,000 bytes of this bucket's cap are left, and 50,000 of the ticket's.
        assertThat(text(edge.get("/small.bin", ticket).body())).contains("OVER_TICKET_CAP");
        assertThat(edge.get("/small.bin", ticket, "Range", "bytes=0-19999").statusCode())
                .isEqualTo(206);
        edge.advance(1);
        assertThat(edge.get("/small.bin", ticket, "Range", "bytes=0-29999").statusCode())
                .isEqualTo(206);
        edge.advance(60);
        assertThat(text(edge.get("/small.bin", ticket).body())).contains("EXPIRED");
    }

    @Test
    void takesNoReceiptThatTheChainWouldNotPay() throws Exception {
        var ticket = edge.open(edge.ticket(1_000_000, 150_000));
        edge.get("/small.bin", ticket);
        var now = RunningEdge.NOW;
        var client = edge.issued.client;
        refused("OVER_SERVED", edge.receipt(ticket, SMALL + 1));
        refused("BAD_SIGNATURE", edge.receipt(ticket, now, SMALL, false, edge.issued.owner));
        refused("OVER_TICKET_CAP", edge.receipt(ticket, 1_000_001));
        refused("EXPIRED", edge.receipt(ticket, now.plus(61), SMALL, true, client));
        refused("FROM_THE_FUTURE", edge.receipt(ticket, now.plus(3), SMALL, true, client));
        refused("NOT_YET_VALID", edge.receipt(ticket, new Bucket(999), SMALL, true, client));
        refused("UNKNOWN_TICKET", edge.receipt(edge.ticket(), SMALL));
        assertThat(edge.book.counts().signed()).isZero();
        assertThat(edge.edge().unreceiptedUnits()).isEqualTo(SMALL);
    }

    private void refused(String code, SignedReceipt receipt) throws Exception {
        var answer = edge.post(receipt);
        assertThat(answer.statusCode()).as(code).isIn(403, 422);
        assertThat(answer.body()).contains("\"" + code + "\"");
    }

    @Test
    void aClientSignsForALongDownloadWhileItRuns() throws Exception {
        var ticket = edge.ticket();
        var sink = new ByteArrayOutputStream();
        try (var session = EdgeSession.open(edge.http, edge.url("/"), ticket, edge.issued.client, () -> edge.now)) {
            assertThat(session.fetch(edge.url("/large.bin"), sink).bytes()).isEqualTo(LARGE);
            session.end();
        }
        assertThat(sink.toByteArray()).isEqualTo(large);
        assertThat(edge.edge().unreceiptedUnits()).isZero();
        assertThat(edge.book
                        .last(ticket.ticket().hash())
                        .orElseThrow()
                        .receipt()
                        .down())
                .isEqualTo(LARGE);
    }

    @Test
    void anotherRunGoesOnBehindTheLastReceipt() throws Exception {
        var ticket = edge.ticket();
        for (int run = 1; run <= 2; run++) {
            try (var session = EdgeSession.open(edge.http, edge.url("/"), ticket, edge.issued.client, () -> edge.now)) {
                session.fetch(edge.url("/small.bin"), new ByteArrayOutputStream());
                session.end();
                assertThat(session.received()).isEqualTo((long) run * SMALL);
            }
        }
        assertThat(edge.lodged).hasSize(1);
    }

    @Test
    void aClientsClockMayBeTenMinutesOff() throws Exception {
        for (long minutes : new long[] {-10, 10}) {
            var ticket = edge.ticket();
            var sink = new ByteArrayOutputStream();
            try (var session = EdgeSession.open(
                    edge.http, edge.url("/"), ticket, edge.issued.client, () -> edge.now.plusSeconds(60 * minutes))) {
                assertThat(session.clockOffset().toMinutes()).isEqualTo(-minutes);
                session.fetch(edge.url("/small.bin"), sink);
                session.end();
            }
            assertThat(sink.size()).isEqualTo(SMALL);
            assertThat(edge.book
                            .last(ticket.ticket().hash())
                            .orElseThrow()
                            .receipt()
                            .bucket())
                    .isEqualTo(RunningEdge.NOW);
        }
    }

    @Test
    void theClientSaysWhyItGetsNothing() throws Exception {
        var poor = edge.ticket(1_000, 1_000);
        try (var session = EdgeSession.open(edge.http, edge.url("/"), poor, edge.issued.client, () -> edge.now)) {
            assertThat(failure(session, "/small.bin").code()).isEqualTo("OVER_TICKET_CAP");
            assertThat(failure(session, "/none").kind()).isEqualTo(FetchFailed.Kind.NOT_FOUND);
        }
    }

    @Test
    void aClientMaySignAfterARestartForWhatCameBefore() throws Exception {
        var ticket = edge.open(edge.ticket());
        edge.get("/small.bin", ticket);
        assertThat(edge.post(edge.receipt(ticket, SMALL / 2)).statusCode()).isEqualTo(200);
        edge.close();
        edge = new RunningEdge(folder, new Folder(folder.resolve("content")), edge.issued);
        assertThat(edge.edge().unreceiptedUnits()).isZero();
        assertThat(edge.post(edge.receipt(ticket, SMALL)).statusCode()).isEqualTo(200);
        assertThat(edge.get("/small.bin", ticket).statusCode()).isEqualTo(200);
        refused("OVER_SERVED", edge.receipt(ticket, 2 * SMALL + RunningEdge.CREDIT));
        assertThat(edge.lodged).isEmpty();
    }

    @Test
    void aDownloadThatBrokeOffGoesOn(@TempDir Path copies) throws Exception {
        var ticket = edge.ticket();
        var name = copies.resolve("copy.bin").toString();
        try (var session = EdgeSession.open(edge.http, edge.url("/"), ticket, edge.issued.client, () -> edge.now)) {
            var target = new TargetFile(edge.url("/large.bin"), name, true, System.out);
            // What a fetch that was killed leaves behind.
            var tag = edge.send("HEAD", "/large.bin", ticket)
                    .headers()
                    .firstValue("ETag")
                    .orElseThrow();
            Files.write(Path.of(name + ".part"), Arrays.copyOf(large, 1_500_000));
            Files.writeString(Path.of(name + ".etag"), tag);
            var rest = target.fill(session);
            assertThat(rest.from()).isEqualTo(1_500_000);
            assertThat(rest.bytes()).isEqualTo(500_000);
            assertThat(Path.of(name)).hasBinaryContent(large);
            assertThat(Path.of(name + ".part")).doesNotExist();
            assertThat(Path.of(name + ".etag")).doesNotExist();
            // Of another object nothing is used.
            Files.write(Path.of(name + ".part"), new byte[10]);
            Files.writeString(Path.of(name + ".etag"), "\"other\"");
            assertThat(target.fill(session).from()).isZero();
            assertThat(Path.of(name)).hasBinaryContent(large);
            Files.write(Path.of(name + ".part"), large);
            Files.writeString(Path.of(name + ".etag"), tag);
            assertThat(target.fill(session).from()).isZero();
            assertThat(Path.of(name)).hasBinaryContent(large);
        }
    }

    private FetchFailed failure(EdgeSession session, String path) throws IOException {
        try {
            session.fetch(edge.url(path), new ByteArrayOutputStream());
        } catch (FetchFailed failed) {
            return failed;
        }
        throw new AssertionError("it was served");
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
