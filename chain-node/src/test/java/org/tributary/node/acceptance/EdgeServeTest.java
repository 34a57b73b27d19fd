// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.contract.Settlement;
import org.tributary.ledger.execution.Reserved;
import org.tributary.node.cli.CommandRun;
import org.tributary.node.client.TicketFile;
import org.tributary.node.edge.book.ReceiptBook;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.rpc.v1.BillRow;

/// `edge serve` and `fetch` as users run them: processes against a network of processes. Protocol §7.
class EdgeServeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Amount COVER = Amount.ofTokens(500);
    private static final int SIZE = 3_000_000;
    private static final int LARGE = 40_000_000;
    private static final long MAX_UNITS = 5L * LARGE;
    private static final long CREDIT = 256 << 10;

    /// 128 and the number of the signal, as the JVM ends with it.
    private static final int SIGTERM = 143;

    @TempDir
    static Path directory;

    private static ProcessNetwork network;
    private static NodeClient node;
    private static PayingDapp dapp;
    private static Path content;
    private static byte[] file;

    @BeforeAll
    static void start() throws Exception {
        network = ProcessNetwork.start(directory.resolve("network"), 6);
        node = network.client(0);
        dapp = new PayingDapp(network.account(0), network.spec(), COVER);
        dapp.fund(node, COVER, COVER);
        content = Files.createDirectories(directory.resolve("content"));
        file = new byte[SIZE];
        new Random(3).nextBytes(file);
        Files.write(content.resolve("film.bin"), file);
    }

    @AfterAll
    static void stop() {
        node.close();
        network.close();
    }

    /// An edge, its account, and a client with a ticket for it.
    private static final class Scene {
        final PrivateKey provider;
        final EdgeProcess.Home home;
        final Path ticketFile;
        final Path clientKey;
        final TicketFile ticket;

        Scene(String name, int account) throws Exception {
            this(name, account, SmallBuckets.now());
        }

        Scene(String name, int account, Bucket start) throws Exception {
            provider = network.account(account);
            PayingDapp.register(node, provider);
            home = new EdgeProcess.Home(directory.resolve(name));
            var session = dapp.session(provider.address(), MAX_UNITS, start, 3_000);
            clientKey = home.key(session.client());
            ticket = new TicketFile(
                    network.spec().hash(),
                    network.spec().chainId(),
                    SmallBuckets.CDN,
                    SmallBuckets.BUCKET_MILLIS,
                    session.opening());
            ticketFile = home.directory().resolve("ticket.json");
            ticket.write(ticketFile);
        }

        EdgeProcess serve(String nodes, String... more) throws IOException {
            var arguments = new ArrayList<>(List.of(
                    "--dir",
                    content.toString(),
                    "--genesis",
                    directory.resolve("network/genesis.json").toString(),
                    "--node",
                    nodes,
                    "--rpc",
                    network.rpc(0)));
            arguments.addAll(List.of(more));
            return EdgeProcess.start(home, provider, arguments.toArray(String[]::new));
        }

        /// Receipts in the journal of an edge that is dead, of which it did not know yet what became of them.
        List<SignedReceipt> undecided() throws IOException {
            var copy = home.directory().resolve("journal-of-the-dead");
            Files.copy(home.state().resolve("receipts.journal"), copy, StandardCopyOption.REPLACE_EXISTING);
            try (var book = ReceiptBook.open(copy)) {
                var receipts =
                        new ArrayList<>(book.certified(-1, Integer.MAX_VALUE).values());
                var _ = book.drafts(Integer.MAX_VALUE, every -> true);
                book.unanswered().forEach(draft -> receipts.addAll(draft.receipts()));
                return receipts;
            }
        }

        /// The exit code of `tributary fetch`.
        int fetch(EdgeProcess edge, Path out, String... more) throws Exception {
            return start(edge, "film.bin", out, more).waitFor();
        }

        Process start(EdgeProcess edge, String name, Path out, String... more) throws Exception {
            var arguments = new ArrayList<>(List.of(
                    "fetch",
                    edge.door("edge") + "/" + name,
                    "--ticket",
                    ticketFile.toString(),
                    "--key",
                    clientKey.toString(),
                    "--password-file",
                    home.password().toString(),
                    "-o",
                    out.toString(),
                    "--json"));
            arguments.addAll(List.of(more));
            var log = home.directory().resolve("fetch.log").toFile();
            return new ProcessBuilder(NodeProcess.command(arguments.toArray(String[]::new)))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
        }
    }

    private static List<BillRow> awaitUnits(Address provider, long units) {
        return Awaitility.await().atMost(PATIENCE).until(() -> node.rows(provider), rows -> units(rows) >= units);
    }

    private static long units(List<BillRow> rows) {
        return rows.stream().mapToLong(BillRow::getUnits).sum();
    }

    private static BigInteger billed(List<BillRow> rows) {
        return rows.stream().map(row -> new BigInteger(row.getAmount())).reduce(BigInteger.ZERO, BigInteger::add);
    }

    @Test
    void aFileThatIsFetchedIsBilledToTheByte() throws Exception {
        var scene = new Scene("plain", 1);
        try (var edge = scene.serve(network.grpc(0))) {
            var out = scene.home.directory().resolve("film.bin");
            assertThat(scene.fetch(edge, out)).isZero();
            assertThat(out).hasBinaryContent(file);
            assertThat(scene.fetch(edge, out))
                    .as("once more on the same ticket")
                    .isZero();
            var rows = awaitUnits(scene.provider.address(), 2L * SIZE);
            assertThat(units(rows)).isEqualTo(2L * SIZE);
            assertThat(billed(rows)).isEqualTo(BillingProfile.DEFAULT.cost(2L * SIZE));
            addsUp(edge, BillingProfile.DEFAULT.cost(2L * SIZE));
            assertThat(edge.end()).isEqualTo(SIGTERM);
        }
    }

    /// Once all is settled, status shows where the money is, and why nothing is where nothing is.
    private static void addsUp(EdgeProcess edge, BigInteger earned) throws Exception {
        var status = Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> status(directory, edge),
                        json -> json.path("receipts").path("paid").asInt() > 0
                                && json.path("receipts").path("onChain").asInt() == 0
                                && json.path("receipts").path("certified").asInt() == 0);
        for (var when : List.of("total", "today")) {
            var money = status.path("earnings").path(when);
            assertThat(money.path("earned").asText()).isEqualTo(earned.toString());
            assertThat(money.path("unsettled").asText()).isEqualTo("0");
            var parts = amount(money, "settled").add(amount(money, "fees")).add(amount(money, "held"));
            assertThat(parts).isEqualTo(earned);
            assertThat(money.path("zeros").toString()).contains("ALL_SETTLED");
        }
        assertThat(status.path("receipts").path("rejected").asInt()).isZero();
        assertThat(status.path("served").path("unreceiptedUnits").asInt()).isZero();
        var registration = status.path("registration");
        assertThat(registration.path("registered").asBoolean()).isTrue();
        assertThat(registration.path("payee").asText())
                .isEqualTo(status.path("provider").asText());
        assertThat(registration.path("holdbackBasisPoints").asInt()).isEqualTo(3_000);
    }

    private static BigInteger amount(JsonNode money, String part) {
        return new BigInteger(money.path(part).asText());
    }

    /// What `tributary edge status --json` prints, where it exits with 0.
    static JsonNode status(Path directory, EdgeProcess edge) throws Exception {
        var out = directory.resolve("status.json");
        var exit = new ProcessBuilder(NodeProcess.command("edge", "status", "--json", "--admin", edge.door("admin")))
                .redirectOutput(out.toFile())
                .start()
                .waitFor();
        assertThat(exit).isZero();
        return new ObjectMapper().readTree(out.toFile());
    }

    @Test
    void aKillBetweenAcknowledgementAndSubmissionLosesNothing() throws Exception {
        var scene = new Scene("killed", 2);
        // The ticket is opened over a node that is there; from then on there is none.
        var opened = Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> node.open(scene.ticket.opening()), answer -> !answer.hasRefusal());
        assertThat(opened.getOpenedAt()).isPositive();
        try (var edge = scene.serve(network.grpc(0))) {
            assertThat(scene.fetch(edge, scene.home.directory().resolve("first.bin")))
                    .isZero();
            awaitUnits(scene.provider.address(), SIZE);
            edge.kill();
        }
        try (var cutOff = scene.serve("127.0.0.1:1")) {
            assertThat(scene.fetch(cutOff, scene.home.directory().resolve("film.bin")))
                    .isZero();
            cutOff.kill();
        }
        try (var book = ReceiptBook.open(scene.home.state().resolve("receipts.journal"))) {
            assertThat(book.isAnswered()).as("nothing is submitted yet").isFalse();
            assertThat(book.last(scene.ticket.ticket().hash())
                            .orElseThrow()
                            .receipt()
                            .down())
                    .isEqualTo(2L * SIZE);
        }
        assertThat(units(node.rows(scene.provider.address()))).isEqualTo(SIZE);
        // The first of its nodes is still not there.
        try (var edge = scene.serve("127.0.0.1:1," + network.grpc(1))) {
            var rows = awaitUnits(scene.provider.address(), 2L * SIZE);
            assertThat(units(rows)).isEqualTo(2L * SIZE);
            assertThat(edge.end()).isEqualTo(SIGTERM);
        }
        try (var book = ReceiptBook.open(scene.home.state().resolve("receipts.journal"))) {
            assertThat(book.isAnswered()).isTrue();
            assertThat(book.counts().rejected()).isEmpty();
        }
    }

    @Test
    void aNodeThatGoesAwayWhileFilesAreServedCostsNothing() throws Exception {
        var scene = new Scene("outage", 3);
        try (var edge = scene.serve(network.grpc(3) + "," + network.grpc(1))) {
            assertThat(scene.fetch(edge, scene.home.directory().resolve("one.bin")))
                    .isZero();
            network.kill(3);
            assertThat(scene.fetch(edge, scene.home.directory().resolve("two.bin")))
                    .isZero();
            assertThat(units(awaitUnits(scene.provider.address(), 2L * SIZE))).isEqualTo(2L * SIZE);
        } finally {
            network.restart(3);
        }
    }

    /// Who dies at once, and comes back.
    ///
    /// @param node −1 for none
    private record Death(boolean edge, int node) {}

    /// Edge, ingest and another validator, each as `kill -9` does it in the middle of a download: what came and was not
    /// signed for yet is the edge's loss, and never more than its credit; all that it had on its disk is paid once.
    @Test
    void whoeverIsKilledReceiptsOnTheEdgesDiskArePaidOnce() throws Exception {
        var scene = new Scene("resumed", 5);
        var large = new byte[LARGE];
        new Random(4).nextBytes(large);
        Files.write(content.resolve("large.bin"), large);
        var onDisk = new ArrayList<SignedReceipt>();
        // An edge hands in at the first of its nodes, and at the next one from that node's death on.
        var deaths = List.of(new Death(true, -1), new Death(false, 3), new Death(false, 2), new Death(true, 1));
        var edge = scene.serve(nodes(3, 1, 2), "--credit", CREDIT + "B");
        try {
            for (var death : deaths) {
                var out = scene.home.directory().resolve("large-" + deaths.indexOf(death) + ".bin");
                var fetch = scene.start(edge, "large.bin", out);
                awaitPart(out);
                if (death.node() >= 0) {
                    network.kill(death.node());
                }
                if (death.edge()) {
                    edge.kill();
                    assertThat(fetch.waitFor()).isEqualTo(3);
                    onDisk.addAll(scene.undecided());
                    edge = scene.serve(nodes(3, 1, 2), "--credit", CREDIT + "B");
                    fetch = scene.start(edge, "large.bin", out, "--resume");
                }
                assertThat(fetch.waitFor()).isZero();
                assertThat(out).hasBinaryContent(large);
                if (death.node() >= 0) {
                    network.restart(death.node());
                }
            }
            assertThat(edge.end()).isEqualTo(SIGTERM);
        } finally {
            edge.close();
        }
        assertThat(onDisk).isNotEmpty();
        arePaidOnce(scene, deaths.size(), onDisk);
    }

    /// A dead one among them is passed over.
    private static String nodes(int... numbers) {
        return Arrays.stream(numbers).mapToObj(network::grpc).collect(Collectors.joining(","));
    }

    private static void awaitPart(Path out) {
        var part = out.resolveSibling(out.getFileName() + ".part");
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> Files.exists(part) && Files.size(part) > LARGE / 20);
        assertThat(part).as("the download is under way").exists();
    }

    private static void arePaidOnce(Scene scene, int downloads, List<SignedReceipt> onDisk) throws Exception {
        long signed;
        try (var book = ReceiptBook.open(scene.home.state().resolve("receipts.journal"))) {
            assertThat(book.isAnswered()).isTrue();
            assertThat(book.counts().rejected().keySet()).isSubsetOf("REPLAYED");
            signed = book.last(scene.ticket.ticket().hash())
                    .orElseThrow()
                    .receipt()
                    .down();
        }
        assertThat(signed).isBetween(downloads * (LARGE - CREDIT), (long) downloads * LARGE);
        var rows = awaitUnits(scene.provider.address(), signed);
        assertThat(units(rows)).isEqualTo(signed);
        long proved = onDisk.stream()
                .filter(EdgeServeTest::isProved)
                .mapToLong(receipt -> receipt.receipt().down())
                .max()
                .orElseThrow();
        // What is not proved by itself is in one for more.
        assertThat(onDisk)
                .allMatch(receipt -> isProved(receipt) || receipt.receipt().down() <= proved);
        var cost = BillingProfile.DEFAULT.cost(signed);
        assertThat(billed(rows)).isEqualTo(cost);
        var book = Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> node.read(Reserved.SETTLEMENT, Settlement.BOOK, AbiValue.of(scene.provider.address())),
                        found -> found.number(0).compareTo(cost) >= 0);
        var parts = Stream.of(1, 2, 3, 4, 6, 7).map(book::number).reduce(BigInteger.ZERO, BigInteger::add);
        assertThat(List.of(book.number(0), parts)).containsOnly(cost);
        var bill = directory.resolve("bill");
        assertThat(CommandRun.of("bill", "export", "--grpc", network.grpc(0), bill)
                        .exitCode())
                .isZero();
        var verified = CommandRun.of("bill", "verify", bill, "--genesis", directory.resolve("network/genesis.json"));
        assertThat(verified.exitCode()).as(verified.err()).isZero();
    }

    private static boolean isProved(SignedReceipt receipt) {
        try {
            var proof = node.proof(receipt.receipt().hash());
            return NodeClient.bytes(proof.getReceipt()).equals(receipt.encode());
        } catch (StatusRuntimeException notFound) {
            assertThat(notFound.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
            return false;
        }
    }

    /// A DApp opens a ticket when it issues it, and a client may use it much later.
    @Test
    void aTicketThatIsOpenAlreadyIsServedAfterItsOpeningTime() throws Exception {
        var start = new Bucket(SmallBuckets.now().number() - SmallBuckets.ALLOWANCE / 2);
        var scene = new Scene("opened", 4, start);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> node.open(scene.ticket.opening()), answer -> !answer.hasRefusal());
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> SmallBuckets.now().isAfter(start.plus(SmallBuckets.ALLOWANCE + 5)));
        try (var edge = scene.serve(network.grpc(2))) {
            assertThat(scene.fetch(edge, scene.home.directory().resolve("film.bin")))
                    .isZero();
        }
    }

    @Test
    void exitCodesSayWhatFailed() throws Exception {
        var scene = new Scene("codes", 4);
        var out = scene.home.directory().resolve("film.bin");
        var other = new Scene("other", 1);
        try (var edge = scene.serve(network.grpc(0))) {
            // A ticket for another provider.
            assertThat(other.fetch(edge, out)).isEqualTo(4);
            assertThat(out).doesNotExist();
            assertThat(other.home.directory().resolve("fetch.log")).content().contains("WRONG_PROVIDER");
            assertThat(scene.fetch(edge, out, "--what")).isEqualTo(2);
            edge.kill();
            assertThat(scene.fetch(edge, out)).isEqualTo(3);
        }
    }
}
