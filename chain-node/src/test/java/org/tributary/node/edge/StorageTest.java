// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.bandwidth.storage.ContentTree;
import org.tributary.node.client.Custody;
import org.tributary.node.client.EdgeSession;
import org.tributary.node.client.FetchFailed;
import org.tributary.node.client.Issued;
import org.tributary.node.client.TicketFile;
import org.tributary.node.edge.storage.ObjectStore;
import org.tributary.primitives.UsageKind;

/// Storage at a real edge: what is proved is signed for, and what nobody signs for is not kept.
class StorageTest {
    private static final int SIZE = 100_000;
    private static final long CREDIT = 10L * SIZE;
    private static final long ROOM = 3 * SIZE;

    private final Path folder;
    private final Issued issued = new Issued(UsageKind.BYTE_SECONDS);
    private final Bytes content = content(1);
    private ObjectStore store;
    private RunningEdge edge;

    StorageTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.store = new ObjectStore(folder.resolve("objects"), ROOM);
        this.edge = start(store);
    }

    private RunningEdge start(ObjectStore objects) {
        return new RunningEdge(folder, new Goods.Storage(objects), issued, CREDIT);
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    private static Bytes content(long seed) {
        var bytes = new byte[SIZE];
        new SplittableRandom(seed).nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    private TicketFile ticket() {
        return edge.ticket(1_000_000_000, 1_000_000_000);
    }

    private EdgeSession open(TicketFile ticket) throws Exception {
        return EdgeSession.open(edge.http, edge.url("/"), ticket, edge.issued.client, () -> edge.now);
    }

    @Test
    void theTimeFromProofToProofIsSignedFor() throws Exception {
        try (var session = open(ticket())) {
            var custody = Custody.store(session, edge.url("/"), content);
            edge.now = edge.now.plusMillis(2_500);
            assertThat(custody.ask()).isEqualTo(SIZE * 5 / 2);
            edge.advance(1);
            assertThat(custody.ask()).isEqualTo(SIZE);
            session.end();
            var last = edge.book.last(session.ticket()).orElseThrow().receipt();
            assertThat(last.down()).isEqualTo(SIZE * 7 / 2);
            assertThat(last.contentDigest()).isEqualTo(ContentTree.of(content).digest());
            assertThat(edge.edge().unreceiptedUnits()).isZero();
            assertThat(custody.fetch()).isEqualTo(content);
        }
    }

    @Test
    void anEdgeThatLostAPartIsNotSignedForAnyMore() throws Exception {
        try (var session = open(ticket())) {
            var custody = Custody.store(session, edge.url("/"), content);
            edge.advance(1);
            custody.ask();
            var file = store.on(session.ticket()).orElseThrow().content();
            Files.write(file, new byte[SIZE]);
            edge.advance(1);
            assertThatThrownBy(custody::ask)
                    .isInstanceOf(FetchFailed.class)
                    .hasMessageContaining("not what was stored");
            assertThatThrownBy(custody::fetch).hasMessageContaining("not what was stored");
            Files.write(file, new byte[0]);
            assertThatThrownBy(custody::ask).hasMessageContaining("is not whole");
            session.end();
            assertThat(edge.book.last(session.ticket()).orElseThrow().receipt().down())
                    .isEqualTo(SIZE);
        }
    }

    @Test
    void whatNobodySignsForIsDroppedOnceTheCreditIsUsedUp() throws Exception {
        try (var session = open(ticket())) {
            var custody = Custody.store(session, edge.url("/"), content);
            edge.advance(10);
            edge.edge().tidy();
            assertThat(store.all()).hasSize(1);
            edge.advance(1);
            edge.edge().tidy();
            assertThat(store.all()).isEmpty();
            assertThat(folder.resolve("objects")).isEmptyDirectory();
            assertThatThrownBy(custody::ask).hasMessageContaining("NOT_FOUND");
        }
    }

    @Test
    void whatIsKeptGoesWithItsTicketOrWhenItsOwnerSaysSo() throws Exception {
        try (var session = open(ticket());
                var other = open(ticket())) {
            Custody.store(session, edge.url("/"), content).end();
            assertThat(store.all()).isEmpty();
            Custody.store(other, edge.url("/"), content(2));
            assertThat(store.all()).hasSize(1);
            edge.advance(61);
            edge.edge().tidy();
            assertThat(store.all()).isEmpty();
        }
    }

    @Test
    void aRestartKeepsWhatIsStored() throws Exception {
        var ticket = ticket();
        try (var session = open(ticket)) {
            var custody = Custody.store(session, edge.url("/"), content);
            edge.advance(2);
            custody.ask();
            session.end();
        }
        Files.writeString(folder.resolve("objects").resolve("0x12.upload"), "half");
        var time = edge.now;
        edge.close();
        store = new ObjectStore(folder.resolve("objects"), ROOM);
        edge = start(store);
        edge.now = time;
        try (var session = open(ticket)) {
            assertThat(session.received()).isEqualTo(2L * SIZE);
            var custody =
                    Custody.of(session, edge.url("/"), ContentTree.of(content).digest(), SIZE);
            // Nobody knows what was between the last proof and this one.
            assertThat(custody.ask()).isZero();
            edge.advance(1);
            assertThat(custody.ask()).isEqualTo(SIZE);
            session.end();
            assertThat(edge.book.last(session.ticket()).orElseThrow().receipt().down())
                    .isEqualTo(3L * SIZE);
        }
        assertThat(folder.resolve("objects").resolve("0x12.upload")).doesNotExist();
    }

    @Test
    void onlyWhatHasTheDigestAndFitsIsKept() throws Exception {
        try (var session = open(ticket())) {
            Custody.store(session, edge.url("/"), content);
            assertThatThrownBy(() -> Custody.store(session, edge.url("/"), content(2)))
                    .hasMessageContaining("OBJECT_KEPT");
        }
        for (var seed : List.of(3L, 4L)) {
            Custody.store(open(ticket()), edge.url("/"), content(seed));
        }
        assertThatThrownBy(() -> Custody.store(open(ticket()), edge.url("/"), content(5)))
                .hasMessageContaining("NO_ROOM");
        assertThatThrownBy(() -> Custody.store(open(edge.ticket(1_000_000, SIZE - 1)), edge.url("/"), content(6)))
                .hasMessageContaining("OVER_TICKET_CAP");
        assertThat(store.all()).hasSize(3);
    }

    @Test
    void contentUnderAnotherDigestIsRefused() throws Exception {
        var ticket = edge.open(ticket());
        var path = "/objects/" + ContentTree.of(content).digest();
        var answer = edge.put(path, ticket, content(2));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("WRONG_CONTENT");
        assertThat(folder.resolve("objects")).isEmptyDirectory();
        assertThat(edge.put("/objects/0x12", ticket, content).statusCode()).isEqualTo(400);
        assertThat(edge.put(path, edge.ticket(), content).statusCode()).isEqualTo(402);
    }

    @Test
    void aReceiptWithoutTheContentsDigestIsRefused() throws Exception {
        var ticket = edge.open(ticket());
        assertThat(edge.post(edge.receipt(ticket, 0)).body()).contains("NO_CONTENT");
    }
}
