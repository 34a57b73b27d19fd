// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.bandwidth.challenge.Entry;
import org.tributary.bandwidth.challenge.EntryPlace;
import org.tributary.bandwidth.proof.InclusionProof;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.genesis.BucketRules;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.ServiceChainSpec;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.contract.Challenges;
import org.tributary.ledger.execution.Reserved;
import org.tributary.node.Devnet;
import org.tributary.node.cli.CommandRun;
import org.tributary.primitives.Amount;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.rpc.v1.ExplainLineRequest;
import org.tributary.rpc.v1.LinePart;
import org.tributary.rpc.v1.ProofsGrpc;

/// From a bad bill line to a credit note by hand, and an edge that answers for itself: from outside, on a real devnet.
class ChallengeCommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /// A minute to challenge, so a quarter of one to answer.
    private static final BucketRules BUCKETS = new BucketRules(SmallBuckets.BUCKET_MILLIS, 5, 3, 60, 300, 2_000);

    private static final int CHALLENGER = 3;
    private static final int HELPER = 4;

    @TempDir
    static Path directory = Path.of("");

    private static Devnet devnet;
    private static NodeClient node;
    private static PayingDapp dapp;
    private static String rpc = "";
    private static String grpc = "";
    private static long sequence;

    @BeforeAll
    static void start() throws Exception {
        devnet = RunningDevnet.start(directory.resolve("network"), ChallengeCommandsTest::spec);
        rpc = RunningDevnet.url(devnet);
        grpc = "127.0.0.1:" + devnet.nodes().getFirst().doors().grpcPort();
        node = NodeClient.of(devnet.nodes().getFirst());
        dapp = new PayingDapp(devnet.accounts().getFirst(), devnet.spec(), Amount.ofTokens(60));
        dapp.fund(node, Amount.ofTokens(100), Amount.ofTokens(60));
    }

    private static ChainSpec spec(ChainSpec drawn) {
        var small = SmallBuckets.of(drawn);
        var chains = small.serviceChains().stream()
                .map(chain -> new ServiceChainSpec(chain.name(), chain.kind(), BUCKETS, chain.limits()))
                .toList();
        return new ChainSpec(small.network(), small.rules(), chains, small.committees(), small.allocations());
    }

    @AfterAll
    static void stop() {
        node.close();
        devnet.close();
    }

    /// What a provider served, once main has settled it.
    private record Served(List<EntryPlace> entries, Path certificate) {}

    private static Served serve(int account, int receipts) throws Exception {
        var provider = devnet.accounts().get(account);
        var session = dapp.session(provider.address(), 50_000_000).open(node);
        var signed = new ArrayList<SignedReceipt>();
        var bucket = SmallBuckets.now();
        for (int i = 1; i <= receipts; i++) {
            signed.add(session.receipt(bucket, 1_000_003L * i));
        }
        var answer = node.submit(SignedBatch.sign(SmallBuckets.CDN, sequence++, signed, dapp.domain(), provider));
        var certificate = Files.createTempFile(directory, "batch", ".certificate");
        Files.write(certificate, answer.getCertificate().getCertificate().toByteArray());
        var entries = new ArrayList<EntryPlace>();
        for (var receipt : signed) {
            entries.add(settled(receipt));
        }
        return new Served(entries, certificate);
    }

    private static EntryPlace settled(SignedReceipt receipt) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> settledPlace(receipt), Optional::isPresent)
                .orElseThrow();
    }

    /// Nothing while main has not settled the receipt's window.
    private static Optional<EntryPlace> settledPlace(SignedReceipt receipt) throws Exception {
        var proof = node.proof(receipt.receipt().hash());
        var inclusion =
                InclusionProof.decode(NodeClient.bytes(proof.getInclusion())).orBroken("a proof");
        var place = EntryPlace.of(new Entry(proof.getWindow(), inclusion));
        var chain = AbiValue.of(PayingDapp.label("cdn"));
        var main = node.read(Reserved.CHALLENGES, Challenges.WINDOW, chain, AbiValue.of(place.window()));
        return main.smallNumber(1) == 0 ? Optional.empty() : Optional.of(place);
    }

    private static CommandRun challenge(int account, Object... arguments) {
        var all = new ArrayList<Object>(List.of("challenge"));
        all.addAll(List.of(arguments));
        all.addAll(List.of(
                "--rpc",
                rpc,
                "--keystore",
                directory.resolve("network/accounts"),
                "--password-file",
                directory.resolve("network/accounts/password"),
                "--account",
                devnet.accounts().get(account).address(),
                "--json"));
        return CommandRun.of(all.toArray());
    }

    /// One that needs evidence.
    private static CommandRun shown(int account, Object... arguments) {
        var all = new ArrayList<Object>(List.of(arguments));
        all.addAll(List.of("--grpc", grpc, "--genesis", directory.resolve("network/genesis.json")));
        return challenge(account, all.toArray());
    }

    private static JsonNode json(CommandRun run) throws IOException {
        assertThat(run.exitCode()).as(run.err()).isZero();
        return JSON.readTree(run.out());
    }

    private static void assertFails(CommandRun run, String reason) {
        assertThat(run.exitCode()).isOne();
        assertThat(run.err()).contains(reason);
    }

    private static long demand(String what, Object subject) throws IOException {
        var raised = json(shown(CHALLENGER, "demand", what, subject, "--yes"));
        assertThat(raised.path("state").asText()).isEqualTo("open");
        return raised.path("number").asLong();
    }

    private static JsonNode show(long number) throws IOException {
        return json(CommandRun.of("challenge", "show", number, "--rpc", rpc, "--json"));
    }

    private EdgeProcess edge(EdgeProcess.Home home, PrivateKey provider) throws IOException {
        // The first of its nodes is never there.
        return EdgeProcess.start(
                home,
                provider,
                "--dir",
                directory.toString(),
                "--genesis",
                directory.resolve("network/genesis.json").toString(),
                "--node",
                "127.0.0.1:1," + grpc,
                "--rpc",
                rpc);
    }

    private static void awaitAnswered(long number, PrivateKey by) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> show(number),
                        shown -> !shown.path("state").asText().equals("open"));
        Awaitility.await()
                .until(() ->
                        show(number).path("by").asText().equals(by.address().toString()));
    }

    private static void awaitAcceptanceIsOver(Path file) throws IOException {
        var certificate =
                BatchCertificate.decode(Bytes.wrap(Files.readAllBytes(file))).orBroken("a certificate");
        var over = certificate.arrival().plus(BUCKETS.hardAcceptanceBuckets() + 2);
        Awaitility.await().atMost(PATIENCE).until(() -> SmallBuckets.now().isAfter(over));
    }

    @Test
    void anEdgeAnswersForItsEntriesAlsoAfterItWasKilled() throws Exception {
        var provider = devnet.accounts().get(1);
        var served = serve(1, 2);
        var home = new EdgeProcess.Home(directory.resolve("edge"));
        var before = node.balance(provider.address());
        try (var edge = edge(home, provider)) {
            long receipt = demand("receipt", served.entries().getFirst());
            awaitAnswered(receipt, provider);
            var status = EdgeServeTest.status(directory, edge);
            assertThat(status.path("demands").path("answered").asLong()).isOne();
            assertThat(status.path("demands").path("open")).isEmpty();
            edge.kill();
        }
        awaitAcceptanceIsOver(served.certificate());
        long opening = demand("opening", served.entries().getLast());
        long order = demand("order", served.certificate());
        try (var edge = edge(home, provider)) {
            awaitAnswered(opening, provider);
            awaitAnswered(order, provider);
            var fees = BigInteger.valueOf(1_000_000)
                    .multiply(devnet.spec().token().gasPrice().units());
            var halves = Amount.ofTokens(150).units();
            assertThat(node.balance(provider.address()).subtract(before)).isGreaterThan(halves.subtract(fees));
            edge.kill();
        }
        assertThat(home.log()).content().contains("event=demand_answered number=" + order);
    }

    @Test
    void whatNobodyShowsEndsInACreditNote() throws Exception {
        var served = serve(2, 3);
        var entry = served.entries().get(1);
        long number = demand("receipt", entry);
        assertFails(challenge(HELPER, "conclude", number, "--yes"), "may be answered until");
        assertFails(shown(CHALLENGER, "demand", "receipt", entry, "--yes"), "demanded before");
        var open = show(number);
        assertThat(open.path("state").asText()).isEqualTo("open");
        assertThat(open.path("provider").asText())
                .isEqualTo(devnet.accounts().get(2).address().toString());
        var cost = new BigInteger(open.path("amount").asText());
        assertThat(cost).isPositive();

        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> show(number).path("state").asText().equals("not answered"));
        assertFails(shown(HELPER, "answer", number, "--yes"), "too late");
        var dry = json(challenge(HELPER, "conclude", number, "--dry-run"));
        assertThat(dry.path("dryRun").asBoolean()).isTrue();
        assertThat(show(number).path("state").asText()).isEqualTo("not answered");
        var credited = json(challenge(HELPER, "conclude", number, "--yes"));
        assertThat(credited.path("state").asText()).isEqualTo("credited");
        var note = credited.path("note");
        assertThat(note.path("pool").asText()).isEqualTo(dapp.pool().toString());
        assertThat(new BigInteger(note.path("amount").asText())).isEqualTo(cost);
        var parts = List.of("fromHoldback", "fromDue", "fromBond", "shortfall").stream()
                .map(part -> new BigInteger(note.path(part).asText()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        assertThat(parts).isEqualTo(cost);
        assertThat(show(number).path("note")).isEqualTo(note);
        assertFails(shown(CHALLENGER, "demand", "receipt", entry, "--yes"), "credited already");
        var text = CommandRun.of("challenge", "ls", "--rpc", rpc);
        assertThat(text.out()).contains("demand " + number + " of receipt: credited");
    }

    private static CommandRun find(String target, long window) {
        return CommandRun.of(
                "challenge",
                "find",
                "--rpc",
                rpc,
                "--grpc",
                target,
                "--genesis",
                directory.resolve("network/genesis.json"),
                "--window",
                window,
                "--json");
    }

    /// What a committee counted and nobody signed, its nodes show with whatever they have.
    @Test
    void whatNobodySignedIsFoundAndHowItIsDisputed() throws Exception {
        var entry = serve(1, 2).entries().getFirst();
        var rows = node.rows(devnet.accounts().get(1).address()).stream()
                .filter(row -> row.getWindow() == entry.window())
                .toList();
        assertThat(rows).hasSize(1);
        var request = ExplainLineRequest.newBuilder()
                .setChain("cdn")
                .setWindow(entry.window())
                .setProvider(rows.getFirst().getProvider())
                .setReceipts(2)
                .build();
        var truth = new ArrayList<LinePart>();
        ProofsGrpc.newBlockingStub(node.channel()).explainLine(request).forEachRemaining(truth::add);
        try (var liar = new LyingNode()) {
            liar.lists(rows);
            liar.says(List.of(truth.get(0), unsigned(truth.get(1))));
            assertFault(find(liar.target(), entry.window()), "tributary challenge demand receipt " + entry);
            liar.says(List.of(truth.get(0), withoutOpenings(truth.get(1))));
            assertFault(find(liar.target(), entry.window()), "tributary challenge demand opening " + entry);
            liar.says(List.of(truth.get(0)));
            assertFails(find(liar.target(), entry.window()), "shows 0 of the 2 entries");
        }
    }

    /// The last byte of the first receipt's signature is another one.
    private static LinePart unsigned(LinePart part) {
        var changed = part.toBuilder();
        var first = changed.getReceiptsBuilder().getReceiptsBuilder(0);
        var bytes = first.getReceipt().toByteArray();
        bytes[bytes.length - 1] ^= 1;
        first.setReceipt(ByteString.copyFrom(bytes));
        return changed.build();
    }

    private static LinePart withoutOpenings(LinePart part) {
        var changed = part.toBuilder();
        changed.getReceiptsBuilder().clearOpenings();
        return changed.build();
    }

    private static void assertFault(CommandRun run, String command) throws IOException {
        assertThat(run.exitCode()).as(run.err()).isOne();
        var wrong = JSON.readTree(run.out()).path("wrong");
        assertThat(wrong.get(0).path("command").asText()).isEqualTo(command);
        assertThat(Instant.parse(wrong.get(0).path("until").asText())).isAfter(Instant.now());
    }

    @Test
    void anybodyMayAnswerOnce() throws Exception {
        var entry = serve(2, 1).entries().getFirst();
        long number = demand("opening", entry);
        var helper = devnet.accounts().get(HELPER);
        var before = node.balance(helper.address());
        var answered = json(shown(HELPER, "answer", number, "--yes"));
        assertThat(answered.path("state").asText()).isEqualTo("answered");
        assertThat(node.balance(helper.address())).isGreaterThan(before);
        assertFails(shown(HELPER, "answer", number, "--yes"), "is answered or concluded");
        assertFails(shown(HELPER, "answer", 999_999, "--yes"), "is answered or concluded");
    }

    @Test
    void nothingIsWrongWithAnHonestBillAndNothingIsSentThatWouldLose() throws Exception {
        var entries = serve(2, 4).entries();
        var window = entries.getFirst().window();
        var found = json(find(grpc, window));
        assertThat(found.path("wrong")).isEmpty();
        assertThat(found.path("entries").asInt()).isGreaterThanOrEqualTo(4);
        var before = node.balance(devnet.accounts().get(CHALLENGER).address());
        assertFails(shown(CHALLENGER, "prove", entries.getFirst(), "--yes"), "would lose its bond");
        assertFails(
                shown(CHALLENGER, "prove", entries.getFirst(), "--other", entries.getLast(), "--yes"),
                "the bond would be lost");
        assertFails(shown(CHALLENGER, "prove", window + "/0/99999", "--yes"), "knows no entry");
        assertFails(shown(CHALLENGER, "prove", "999999999/0/0", "--yes"), "main does not know window 999999999");
        assertThat(shown(CHALLENGER, "prove", "here", "--yes").exitCode()).isEqualTo(2);
        assertThat(shown(CHALLENGER, "demand", "receipt", entries.getFirst()).exitCode())
                .isEqualTo(3);
        var dry = json(shown(CHALLENGER, "demand", "receipt", entries.getFirst(), "--dry-run"));
        assertThat(dry.path("transactions").get(0).path("value").asText())
                .isEqualTo(Amount.ofTokens(100).toString());
        assertThat(node.balance(devnet.accounts().get(CHALLENGER).address())).isEqualTo(before);
    }
}
