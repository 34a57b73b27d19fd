// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.node.Devnet;
import org.tributary.node.cli.CommandRun;
import org.tributary.node.client.TicketFile;
import org.tributary.node.setup.NewNetwork;
import org.tributary.primitives.Address;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.PrivateKey;

/// `tributary dapp …` against a running network, as a content owner types it; `edge register` and `edge payee`, as a
/// provider
/// does.
class DappTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path directory = Path.of("");

    private static Devnet devnet;
    private static String rpc = "";
    private static String grpc = "";

    private final Path files = files();

    private static Path files() {
        try {
            return Files.createTempDirectory(directory, "files");
        } catch (IOException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }

    @BeforeAll
    static void start() {
        devnet = RunningDevnet.start(directory.resolve("network"));
        rpc = RunningDevnet.url(devnet);
        grpc = "127.0.0.1:" + devnet.nodes().getFirst().doors().grpcPort();
    }

    @AfterAll
    static void stop() {
        devnet.close();
    }

    private static Address owner(int account) {
        return devnet.accounts().get(account).address();
    }

    /// A command that signs with an account of the devnet.
    private static CommandRun signed(int account, Object... arguments) {
        var all = new ArrayList<Object>(List.of(arguments));
        all.addAll(List.of(
                "--keystore",
                directory.resolve("network/accounts"),
                "--password-file",
                directory.resolve("network/accounts/password"),
                "--account",
                owner(account)));
        return CommandRun.of(all.toArray());
    }

    private static CommandRun pool(int account, Object... arguments) {
        var all = new ArrayList<Object>(List.of("dapp", "pool"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--rpc", rpc, "--json"));
        return signed(account, all.toArray());
    }

    private static JsonNode json(CommandRun run) throws IOException {
        assertThat(run.exitCode()).as(run.err()).isZero();
        return JSON.readTree(run.out());
    }

    private static JsonNode show(int account, String label) throws IOException {
        return json(CommandRun.of(
                "dapp", "pool", "show", "--rpc", rpc, "--pool", label, "--owner", owner(account), "--json"));
    }

    private static String tokens(String whole) {
        return whole + "0".repeat(18);
    }

    private CommandRun capability(int account, String label, String spendCap, Path out) {
        return signed(
                account,
                "dapp",
                "capability",
                "issue",
                "--rpc",
                rpc,
                "--pool",
                label,
                "--spend-cap",
                spendCap,
                "--out",
                out,
                "--yes");
    }

    private CommandRun ticket(int account, Path capability, PrivateKey client, String units, Path out) {
        return signed(
                account,
                "dapp",
                "ticket",
                "issue",
                "--grpc",
                grpc,
                "--capability",
                capability,
                "--client",
                client.publicKey(),
                "--provider",
                owner(4),
                "--max-units",
                units,
                "--out",
                out,
                "--yes");
    }

    private static PrivateKey client() {
        return NewNetwork.key(new SecureRandom());
    }

    @Test
    void nothingIsSentInADryRunOrWithoutAYes() throws IOException {
        var dry = json(pool(0, "create", "--label", "dry", "--deposit", "3", "--dry-run"));
        assertThat(dry.get("dryRun").asBoolean()).isTrue();
        assertThat(dry.get("transactions").get(0).get("what").asText()).isEqualTo("register as a DApp");
        assertThat(dry.get("transactions").get(1).get("value").asText()).isEqualTo(tokens("3"));
        var unconfirmed = pool(0, "create", "--label", "dry", "--deposit", "3");
        assertThat(unconfirmed.exitCode()).isEqualTo(3);
        assertThat(unconfirmed.err()).contains("--yes");
        var shown = CommandRun.of("dapp", "pool", "show", "--rpc", rpc, "--pool", "dry", "--owner", owner(0));
        assertThat(shown.exitCode()).isOne();
        assertThat(shown.err()).contains("no such pool");
    }

    @Test
    void everyTokenOfAPoolIsInOnePlaceAndAWatcherSeesItMove() throws Exception {
        var made = json(pool(1, "create", "--label", "movies", "--deposit", "12.5", "--yes"));
        assertThat(made.get("transactions")).hasSize(2);
        var id = made.get("pool").get("pool").asText();
        var watched = CompletableFuture.supplyAsync(
                () -> CommandRun.of("dapp", "pool", "watch", "--grpc", grpc, "--pool", id, "--count", 3, "--json"));
        json(pool(1, "deposit", "--pool", "movies", "7.5", "--yes"));
        var authorised = json(pool(1, "authorise", "--pool", id, "15", "--yes")).get("pool");
        assertThat(authorised.get("deposited").asText()).isEqualTo(tokens("20"));
        assertThat(authorised.get("free").asText()).isEqualTo(tokens("5"));
        assertThat(authorised.get("authorised").asText()).isEqualTo(tokens("15"));
        assertThat(authorised.get("adds").asBoolean()).isTrue();
        assertThat(authorised.get("freeCover").get("cdn").asText()).isEqualTo(tokens("15"));
        var text = CommandRun.of("dapp", "pool", "show", "--rpc", rpc, "--pool", id);
        assertThat(text.out()).contains("adds up: 20 = 5 + 15 + 0 + 0 + 0 + 0");

        // The watcher may have begun late: it sees something move in any case.
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
            json(pool(1, "deposit", "--pool", "movies", "1", "--yes"));
            return watched.isDone();
        });
        var lines = watched.get().out().lines().toList();
        assertThat(lines).hasSize(3);
        for (var line : lines) {
            assertThat(JSON.readTree(line).get("adds").asBoolean()).isTrue();
        }
        assertThat(JSON.readTree(lines.getFirst()).get("deposited"))
                .isNotEqualTo(JSON.readTree(lines.getLast()).get("deposited"));
    }

    @Test
    void coverIsRecalledOnceAndWhatIsFreeIsWithdrawn() throws IOException {
        json(pool(2, "create", "--label", "brief", "--deposit", "12", "--yes"));
        json(pool(2, "authorise", "--pool", "brief", "9", "--yes"));
        json(pool(2, "recall", "--pool", "brief", "4", "--yes"));
        var more = pool(2, "recall", "--pool", "brief", "6", "--yes");
        assertThat(more.exitCode()).isOne();
        assertThat(more.err()).contains("recall at least 1 and at most");
        var taken = json(pool(2, "withdraw", "--pool", "brief", "3", "--yes")).get("pool");
        assertThat(taken.get("withdrawn").asText()).isEqualTo(tokens("3"));
        assertThat(taken.get("adds").asBoolean()).isTrue();
        assertThat(pool(2, "withdraw", "--pool", "brief", "1", "--yes").err()).contains("the pool has only 0 free");
    }

    @Test
    void whatThePoolDoesNotHaveIsNotAuthorised() throws IOException {
        json(pool(2, "create", "--label", "small", "--deposit", "1", "--yes"));
        var refused = pool(2, "authorise", "--pool", "small", "1.000000000000000001", "--yes");
        assertThat(refused.exitCode()).isOne();
        assertThat(refused.err()).contains("the pool has only");
        var other = show(2, "small").get("pool").asText();
        var stranger = pool(3, "authorise", "--pool", other, "1", "--yes");
        assertThat(stranger.err()).contains("only the pool's owner may do that");
        assertThat(show(2, "small").get("authorised").asText()).isEqualTo("0");
    }

    /// Peer bug: a ticket above the pool's cover is refused at issue.
    @Test
    void aTicketIsOpenWhenItIsIssuedAndNoneAboveTheCoverIs() throws IOException {
        json(pool(3, "create", "--label", "shows", "--deposit", "100", "--yes"));
        json(pool(3, "authorise", "--pool", "shows", "50", "--yes"));
        var allowed = files.resolve("capability.json");
        assertThat(capability(3, "shows", "1000", allowed).err()).contains("may spend   1000 tokens");

        // 10 tokens for a GB.
        var good = files.resolve("ticket.json");
        var client = client();
        var issued = ticket(3, allowed, client, "4GB", good);
        assertThat(issued.exitCode()).as(issued.err()).isZero();
        assertThat(issued.err()).contains("costs       at most 40 tokens").contains("open since height");
        var file = ((Decoded.Value<TicketFile>) TicketFile.read(good)).value();
        assertThat(file.ticket().client()).isEqualTo(client.publicKey());
        assertThat(file.network()).isEqualTo(devnet.spec().hash());
        assertThat(show(3, "shows").get("freeCover").get("cdn").asText()).isEqualTo(tokens("10"));
        assertThat(CommandRun.of("dapp", "ticket", "show", good).out()).contains("4000000000 units of bytes");

        assertThat(openedAgain(file)).isEqualTo("ALREADY_OPEN");

        var above = files.resolve("above.json");
        var refused = ticket(3, allowed, client(), "2GB", above);
        assertThat(refused.exitCode()).isOne();
        assertThat(refused.err()).contains("POOL_COVER_EXCEEDED");
        assertThat(above).doesNotExist();
        var again = ticket(3, allowed, client(), "1MB", good);
        assertThat(again.exitCode()).isOne();
        assertThat(again.err()).contains("is there already");

        var revoked = signed(3, "dapp", "capability", "revoke", "--rpc", rpc, "--pool", "shows", "--yes", "--json");
        assertThat(json(revoked).get("minEpoch").asText()).isEqualTo("1");
        // The service chain hears of it a little later; until then small tickets are opened.
        var late = Eventually.get(() -> {
            var run = ticket(3, allowed, client(), "1", files.resolve("late-" + System.nanoTime()));
            return run.exitCode() == 0 ? null : run;
        });
        assertThat(late.err()).contains("CAPABILITY_REVOKED");
    }

    /// What a provider hears that opens the ticket when its client comes, long after it was issued.
    private static String openedAgain(TicketFile file) {
        // Two buckets of a second are what a devnet allows.
        Awaitility.await().until(() -> Instant.now().isAfter(file.validFrom().plusSeconds(4)));
        try (var node = NodeClient.of(devnet.nodes().get(1))) {
            return node.open(file.opening()).getRefusal().getCode();
        }
    }

    @Test
    void aCapabilityThatWasTamperedWithIsRefusedBeforeAnythingIsSigned() throws IOException {
        json(pool(4, "create", "--label", "tamper", "--yes"));
        var file = files.resolve("capability.json");
        assertThat(capability(4, "tamper", "5", file).exitCode()).isZero();
        var text = Files.readString(file);
        Files.writeString(file, text.replace("\"spendCap\" : \"" + tokens("5"), "\"spendCap\" : \"" + tokens("6")));
        var shown = CommandRun.of("dapp", "capability", "show", file);
        assertThat(shown.exitCode()).isOne();
        assertThat(shown.err()).contains("spendCap: is not what the capability says");
        var other = ticket(3, file, client(), "1MB", files.resolve("ticket.json"));
        assertThat(other.exitCode()).isOne();
        Files.writeString(file, text);
        var wrongKey = ticket(3, file, client(), "1MB", files.resolve("ticket.json"));
        assertThat(wrongKey.err()).contains("the capability is for the gateway key");
    }

    @Test
    void aNodeThatIsNotThereIsNamed() {
        var refused =
                CommandRun.of("dapp", "pool", "show", "--rpc", "http://127.0.0.1:1", "--pool", "0x" + "00".repeat(32));
        assertThat(refused.exitCode()).isOne();
        assertThat(refused.err()).contains("no node answers over JSON-RPC");
    }

    private static CommandRun edge(int account, Object... arguments) {
        var all = new ArrayList<Object>(List.of("edge"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--rpc", rpc, "--json"));
        return signed(account, all.toArray());
    }

    private static JsonNode payee(int account) throws IOException {
        return json(CommandRun.of("edge", "payee", "show", "--rpc", rpc, "--provider", owner(account), "--json"));
    }

    @Test
    void aProviderRegistersOnceAndItsPayeeChangesUnderATimeLock() throws IOException {
        var tried = json(edge(3, "register", "--label", "box", "--dry-run"));
        assertThat(tried.path("transactions").path(0).path("what").asText()).contains("register box");
        assertThat(payee(3).path("registered").asBoolean()).isFalse();
        assertThat(payee(3).path("payee").asText()).isEqualTo(owner(3).toString());
        assertThat(edge(3, "payee", "change", owner(2), "--yes").err()).contains("is not registered");

        var done = json(edge(3, "register", "--label", "box", "--payee", owner(4), "--yes"));
        assertThat(done.path("registration").path("registered").asBoolean()).isTrue();
        assertThat(done.path("registration").path("payee").asText()).isEqualTo(owner(4).toString());
        var again = edge(3, "register", "--label", "box", "--yes");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains("is registered since", "edge payee change");

        json(edge(3, "payee", "change", owner(2), "--yes"));
        var waiting = payee(3);
        assertThat(waiting.path("payee").asText()).isEqualTo(owner(4).toString());
        assertThat(waiting.path("nextPayee").path("payee").asText()).isEqualTo(owner(2).toString());
        assertThat(Instant.parse(waiting.path("nextPayee").path("from").asText()))
                .isAfter(Instant.now());
        assertThat(edge(2, "payee", "keep", "--provider", owner(3), "--yes").exitCode())
                .as("who is to be paid cannot undo it")
                .isEqualTo(1);
        json(edge(4, "payee", "keep", "--provider", owner(3), "--yes"));
        assertThat(payee(3).path("nextPayee").isNull()).isTrue();
        assertThat(edge(3, "payee", "keep", "--yes").err()).contains("no change of " + owner(3) + "'s payee waits");
    }

    @Test
    void whatAnEdgeServesIsWhatItsChainCounts() {
        var network = directory.resolve("network");
        var arguments = List.<Object>of(
                "edge",
                "serve",
                "--genesis",
                network.resolve("genesis.json"),
                "--node",
                grpc,
                "--key",
                network.resolve("accounts").resolve(owner(0) + ".json"),
                "--password-file",
                network.resolve("accounts/password"),
                "--state",
                files.resolve("state"));
        for (var odd : List.of(List.of("--chain", "voip", "--dir", files), List.of("--chain", "cdn"))) {
            var all = new ArrayList<>(arguments);
            all.addAll(odd);
            var run = CommandRun.of(all.toArray());
            assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
            assertThat(run.err())
                    .containsAnyOf("voip counts call milliseconds", "cdn counts bytes: name what is served");
        }
    }

    @Test
    void aTicketCountsWhatItsChainCounts() throws IOException {
        json(pool(2, "create", "--label", "calls", "--yes"));
        var capability = files.resolve("capability.json");
        var issued = signed(
                2,
                "dapp",
                "capability",
                "issue",
                "--rpc",
                rpc,
                "--pool",
                "calls",
                "--chain",
                "voip",
                "--spend-cap",
                "5",
                "--out",
                capability,
                "--yes");
        assertThat(issued.exitCode()).as(issued.err()).isZero();
        var ticket = files.resolve("ticket.json");
        var run = signed(
                2,
                "dapp",
                "ticket",
                "issue",
                "--no-open",
                "--capability",
                capability,
                "--client",
                NewNetwork.key(new SecureRandom()).publicKey(),
                "--provider",
                owner(4),
                "--max-units",
                "600000",
                "--out",
                ticket,
                "--yes");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("600000 units of call_milliseconds", "costs       at most 10 tokens");
    }
}
