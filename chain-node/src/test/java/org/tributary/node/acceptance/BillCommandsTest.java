// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.tuweni.bytes.Bytes;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.bandwidth.ticket.SignedCapability;
import org.tributary.bandwidth.ticket.SignedTicket;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.contract.Settlement;
import org.tributary.ledger.execution.Reserved;
import org.tributary.node.Devnet;
import org.tributary.node.cli.CommandRun;
import org.tributary.primitives.Amount;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.typed.Domain;
import org.tributary.rpc.v1.BillRow;
import org.tributary.rpc.v1.ExplainLineRequest;
import org.tributary.rpc.v1.LinePart;
import org.tributary.rpc.v1.ProofsGrpc;

/// `tributary bill …` against a running network: what was billed, why, and that nobody has to be believed.
class BillCommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RECEIPTS = 77;

    @TempDir
    static Path directory = Path.of("");

    private static Devnet devnet;
    private static NodeClient node;
    private static PrivateKey provider;
    private static BillRow row;
    private static String grpc = "";
    private static Path genesis = Path.of("");

    @BeforeAll
    static void bill() throws Exception {
        devnet = RunningDevnet.start(directory.resolve("network"), SmallBuckets::of);
        genesis = directory.resolve("network/genesis.json");
        grpc = "127.0.0.1:" + devnet.nodes().getFirst().doors().grpcPort();
        node = NodeClient.of(devnet.nodes().getFirst());
        var dapp = new PayingDapp(devnet.accounts().get(0), devnet.spec(), Amount.ofTokens(60));
        dapp.fund(node, Amount.ofTokens(100), Amount.ofTokens(60));
        provider = devnet.accounts().get(1);
        PayingDapp.register(node, provider);
        var receipts = new ArrayList<SignedReceipt>();
        var sessions = new ArrayList<ClientSession>();
        for (int i = 0; i < 7; i++) {
            sessions.add(dapp.session(provider.address(), 50_000_000).open(node));
        }
        var bucket = SmallBuckets.now();
        for (var session : sessions) {
            for (int k = 1; k <= RECEIPTS / 7; k++) {
                receipts.add(session.receipt(bucket, 1_000_003L * k));
            }
        }
        node.submit(SignedBatch.sign(SmallBuckets.CDN, 0, receipts, dapp.domain(), provider));
        row = Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> node.rows(provider.address()), rows -> !rows.isEmpty())
                .getFirst();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> node.read(Reserved.SETTLEMENT, Settlement.BOOK, AbiValue.of(provider.address()))
                        .number(0)
                        .equals(new BigInteger(row.getAmount())));
    }

    @AfterAll
    static void stop() {
        node.close();
        devnet.close();
    }

    private static CommandRun explain(String target, Object... more) {
        var all = new ArrayList<Object>(List.of(
                "bill",
                "explain",
                "--grpc",
                target,
                "--genesis",
                genesis,
                "--window",
                row.getWindow(),
                "--provider",
                provider.address()));
        all.addAll(List.of(more));
        return CommandRun.of(all.toArray());
    }

    @Test
    void theBillIsShownByLineByProviderAndByPeriod() throws Exception {
        var shown = CommandRun.of("bill", "show", "--grpc", grpc, "--json");
        assertThat(shown.exitCode()).as(shown.err()).isZero();
        var bill = JSON.readTree(shown.out());
        var amount = BillingProfile.DEFAULT.cost(row.getUnits()).toString();
        assertThat(bill.get("billed").asText()).isEqualTo(amount).isEqualTo(row.getAmount());
        assertThat(bill.get("lines")).hasSize(1);
        assertThat(bill.get("lines").get(0).get("receipts").asLong()).isEqualTo(RECEIPTS);
        assertThat(bill.get("byProvider").get(0).get("amount").asText()).isEqualTo(amount);
        assertThat(bill.get("byPeriod").get(0).get("amount").asText()).isEqualTo(amount);
        assertThat(bill.get("byPeriod").get(0).get("period").asText()).matches("20[0-9]{2}-[01][0-9]");

        var text = CommandRun.of("bill", "show", "--grpc", grpc, "--provider", provider.address());
        assertThat(text.out()).contains("total: 1 lines, 77 receipts").contains(provider.address() + " bytes");
        var csv = CommandRun.of("bill", "show", "--grpc", grpc, "--csv")
                .out()
                .lines()
                .toList();
        assertThat(csv).hasSize(2);
        assertThat(csv.get(1).split(",", -1))
                .hasSameSizeAs(csv.get(0).split(",", -1))
                .contains(amount);
        var others = CommandRun.of(
                "bill",
                "show",
                "--grpc",
                grpc,
                "--provider",
                devnet.accounts().get(2).address());
        assertThat(others.out()).contains("total: 0 lines");
    }

    @Test
    void aLineIsExplainedDownToItsReceiptsAndChecked() throws Exception {
        var explained = explain(grpc, "--json");
        assertThat(explained.exitCode()).as(explained.err() + explained.out()).isZero();
        var answer = JSON.readTree(explained.out());
        assertThat(answer.get("verified").asBoolean()).isTrue();
        assertThat(answer.get("complete").asBoolean()).isTrue();
        assertThat(answer.get("receipts")).hasSize(RECEIPTS);
        long units = 0;
        for (var receipt : answer.get("receipts")) {
            units += receipt.get("units").asLong();
        }
        assertThat(units).isEqualTo(row.getUnits());
        var some = explain(grpc, "--from", 70, "--receipts", 3);
        assertThat(some.out()).contains("VERIFIED: 3 of 77 receipts");
        var none = CommandRun.of("bill", "explain", "--grpc", grpc, "--genesis", genesis, "--window", 0);
        assertThat(none.exitCode()).isOne();
        assertThat(none.err()).contains("NOT_FOUND");
    }

    /// Whatever a node changes of what it sends, the command says that it is wrong.
    @Test
    void aNodeThatLiesAboutALineIsFoundOut() throws Exception {
        var request = ExplainLineRequest.newBuilder()
                .setChain("cdn")
                .setWindow(row.getWindow())
                .setReceipts(9)
                .build();
        var truth = new ArrayList<LinePart>();
        ProofsGrpc.newBlockingStub(node.channel()).explainLine(request).forEachRemaining(truth::add);
        assertThat(truth).hasSize(2);
        try (var liar = new LyingNode()) {
            liar.says(truth);
            assertThat(explain(liar.target()).exitCode()).isZero();
            for (var lie : lies(truth)) {
                liar.says(lie);
                var run = explain(liar.target());
                assertThat(run.exitCode()).as(lie.toString()).isOne();
                assertThat(run.out()).contains("REFUTED: ");
            }
        }
    }

    /// The chain took neither: a node that shows them shows what nobody signed.
    @Test
    void whatAStrangerSignedForThePoolOrItsGatewayIsFoundOut() throws Exception {
        var request = ExplainLineRequest.newBuilder()
                .setChain("cdn")
                .setWindow(row.getWindow())
                .setReceipts(9)
                .build();
        var truth = new ArrayList<LinePart>();
        ProofsGrpc.newBlockingStub(node.channel()).explainLine(request).forEachRemaining(truth::add);
        try (var liar = new LyingNode()) {
            liar.says(withOpening(
                    truth,
                    opening -> new Opening(
                            opening.ticket(),
                            SignedCapability.sign(opening.capability().capability(), domain(), provider),
                            opening.profile())));
            assertThat(explain(liar.target()).out()).contains("not signed by the owner of its pool");
            liar.says(withOpening(
                    truth,
                    opening -> new Opening(
                            SignedTicket.sign(opening.ticket().ticket(), domain(), provider),
                            opening.capability(),
                            opening.profile())));
            assertThat(explain(liar.target()).out()).contains("not signed by the capability's gateway key");
            liar.says(with(truth, part -> {
                part.getHeadBuilder().clearPool();
                return part;
            }));
            assertThat(explain(liar.target()).out()).contains("what shows the pool's owner cannot be read");
        }
    }

    private static Domain domain() {
        var spec = devnet.spec();
        return Domain.of(spec.chainId(), spec.hash(), SmallBuckets.CDN);
    }

    private static List<LinePart> withOpening(List<LinePart> truth, UnaryOperator<Opening> lie) {
        return with(truth, part -> {
            var receipts = part.getReceiptsBuilder();
            var opening = Opening.decode(Bytes.wrap(receipts.getOpenings(0).toByteArray()))
                    .orBroken("an opening");
            receipts.setOpenings(
                    0, ByteString.copyFrom(lie.apply(opening).encode().toArrayUnsafe()));
            return part;
        });
    }

    private static List<List<LinePart>> lies(List<LinePart> truth) {
        var lies = new ArrayList<List<LinePart>>();
        lies.add(List.of());
        lies.add(List.of(truth.get(1)));
        lies.add(with(truth, part -> {
            part.getHeadBuilder().getLineBuilder().setAmount("1");
            return part;
        }));
        lies.add(with(truth, part -> {
            part.getHeadBuilder().getLineBuilder().setUnits(row.getUnits() + 1);
            return part;
        }));
        lies.add(with(truth, part -> {
            part.getReceiptsBuilder().removeReceipts(0);
            return part;
        }));
        lies.add(with(truth, part -> {
            part.getReceiptsBuilder().clearOpenings();
            return part;
        }));
        for (int i = 0; i < 24; i++) {
            int place = i;
            lies.add(with(truth, part -> {
                part.getHeadBuilder().setWindow(flipped(part.getHead().getWindow(), place));
                return part;
            }));
            lies.add(with(truth, part -> {
                part.getHeadBuilder().setPool(flipped(part.getHead().getPool(), place));
                return part;
            }));
            lies.add(with(truth, part -> {
                var receipts = part.getReceiptsBuilder();
                receipts.setOpenings(0, flipped(receipts.getOpenings(0), place));
                return part;
            }));
            lies.add(with(truth, part -> {
                var first = part.getReceiptsBuilder().getReceiptsBuilder(0);
                first.setReceipt(flipped(first.getReceipt(), place));
                return part;
            }));
            lies.add(with(truth, part -> {
                var first = part.getReceiptsBuilder().getReceiptsBuilder(0);
                first.setInclusion(flipped(first.getInclusion(), place));
                return part;
            }));
        }
        return lies;
    }

    /// The part that has what `lie` changes, changed.
    private static List<LinePart> with(List<LinePart> truth, UnaryOperator<LinePart.Builder> lie) {
        var parts = new ArrayList<LinePart>();
        for (var part : truth) {
            LinePart changed;
            try {
                changed = lie.apply(part.toBuilder()).build();
            } catch (IndexOutOfBoundsException notThisPart) {
                changed = part;
            }
            parts.add(changed.getPartCase() == part.getPartCase() ? changed : part);
        }
        return parts;
    }

    /// One bit, somewhere.
    private static ByteString flipped(ByteString bytes, int place) {
        if (bytes.isEmpty()) {
            return bytes;
        }
        var array = bytes.toByteArray();
        array[(int) ((long) place * array.length / 24)] ^= (byte) (1 << place % 8);
        return ByteString.copyFrom(array);
    }

    @Test
    void theBillIsExportedAndRecomputedAndOneFlippedByteIsFoundAndPlaced() throws Exception {
        var file = directory.resolve("my-bill");
        var exported = CommandRun.of("bill", "export", "--grpc", grpc, "--json", file);
        assertThat(exported.exitCode()).as(exported.err()).isZero();
        assertThat(JSON.readTree(exported.out()).get("bytes").asLong()).isEqualTo(Files.size(file));
        var verified = CommandRun.of("bill", "verify", file, "--genesis", genesis, "--json");
        assertThat(verified.exitCode()).as(verified.out()).isZero();
        assertThat(JSON.readTree(verified.out()).get("receipts").asLong()).isEqualTo(RECEIPTS);

        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        var forged = Files.write(directory.resolve("forged"), bytes);
        var refuted = CommandRun.of("bill", "verify", forged, "--genesis", genesis);
        assertThat(refuted.exitCode()).isOne();
        assertThat(refuted.out())
                .startsWith("REFUTED at piece ")
                .contains("from byte")
                .contains("damaged");
    }
}
