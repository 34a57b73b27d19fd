// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.ledger.contract.Settlement;
import org.tributary.ledger.execution.Reserved;
import org.tributary.node.Devnet;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.rpc.v1.BatchAnswer;
import org.tributary.rpc.v1.Refusal;
import org.tributary.rpc.v1.TicketsGrpc;

/// Openings and batches that must not count: each is refused with a code and a sentence that says what
/// to do, and changes nothing.
class BadReceiptsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Amount COVER = Amount.ofTokens(10);
    private static final long MAX_UNITS = 1_000_000;

    /// At 10 tokens for 10^9 bytes, more than what the pool holds for the chain.
    private static final long BEYOND_COVER = 1_100_000_000;

    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

    @TempDir
    static Path directory;

    private static Devnet devnet;
    private static NodeClient node;
    private static PayingDapp dapp;
    private static PrivateKey provider;
    private static ClientSession session;
    private static SignedBatch counted;

    private Figures before;

    @BeforeAll
    static void start() throws Exception {
        devnet = RunningDevnet.start(directory, SmallBuckets::of);
        node = NodeClient.of(devnet.nodes().get(1));
        dapp = new PayingDapp(devnet.accounts().get(0), devnet.spec(), Amount.ofTokens(12));
        dapp.fund(node, Amount.ofTokens(15), COVER);
        provider = devnet.accounts().get(1);
        PayingDapp.register(node, provider);
        session = dapp.session(provider.address(), MAX_UNITS).open(node);
        counted = batch(session.receipt(SmallBuckets.now(), 500));
        assertThat(node.submit(counted).getCertificate().getAccepted()).isEqualTo(1);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !node.rows(provider.address()).isEmpty()
                        && node.read(Reserved.SETTLEMENT, Settlement.TOTALS)
                                        .number(0)
                                        .signum()
                                > 0);
    }

    @AfterAll
    static void stop() {
        node.close();
        devnet.close();
    }

    @BeforeEach
    void look() throws Exception {
        before = figures();
    }

    @AfterEach
    void nothingChangedAndTheNodeServes() throws Exception {
        assertThat(figures()).isEqualTo(before);
        Figures.stillServes(node, devnet.accounts().get(4));
    }

    private static Figures figures() throws Exception {
        return Figures.of(node, List.of(dapp.owner().address(), provider.address()), dapp.pool());
    }

    private static SignedBatch batch(SignedReceipt... receipts) {
        return batch(provider, receipts);
    }

    private static SignedBatch batch(PrivateKey signer, SignedReceipt... receipts) {
        return SignedBatch.sign(SmallBuckets.CDN, System.nanoTime() >>> 1, List.of(receipts), dapp.domain(), signer);
    }

    private static void refused(Refusal refusal, String code, String words) {
        assertThat(refusal.getCode()).isEqualTo(code);
        assertThat(refusal.getMessage()).contains(words);
    }

    /// The batch's only entry is refused for this reason.
    private static void entryRefused(BatchAnswer answer, String code, String words) {
        assertThat(answer.getRefusal().getCode()).isEqualTo("NO_VALID_ENTRY");
        assertThat(answer.getRefusal().getEntriesList()).hasSize(1);
        var entry = answer.getRefusal().getEntries(0);
        assertThat(entry.getCode()).isEqualTo(code);
        assertThat(entry.getMessage()).contains(words);
    }

    private static void openingRefused(ClientSession refused, String code, String words) {
        refused(node.open(refused.opening()).getRefusal(), code, words);
    }

    @Test
    void aTicketOfAnUnknownPoolIsNotOpened() {
        var stranger = new PayingDapp(devnet.accounts().get(3), devnet.spec(), COVER);
        openingRefused(stranger.session(provider.address(), 1), "UNKNOWN_POOL", "fund the pool");
    }

    @Test
    void aTicketBeyondThePoolsCoverIsNotOpened() {
        openingRefused(dapp.session(provider.address(), BEYOND_COVER), "POOL_COVER_EXCEEDED", "fund the pool");
    }

    @Test
    void aTicketBeyondTheCapabilitysSpendCapIsNotOpened() {
        openingRefused(dapp.session(provider.address(), 2 * BEYOND_COVER), "OVER_SPEND_CAP", "issue a smaller one");
    }

    @Test
    void anExpiredTicketIsNotOpened() {
        var start = new Bucket(SmallBuckets.now().number() - 2 * SmallBuckets.ALLOWANCE);
        openingRefused(dapp.session(provider.address(), 1, start, 1), "OPENED_TOO_LATE", "issue a new one");
    }

    @Test
    void aTicketThatTheGatewayDidNotSignIsNotOpened() {
        var ticket = dapp.session(provider.address(), 1).opening().ticket().ticket();
        refused(
                node.open(dapp.sign(ticket, provider)).getRefusal(),
                "BAD_TICKET_SIGNATURE",
                "not signed by the capability's gateway key");
    }

    @Test
    void anOpeningThatIsNoRlpIsMalformed() {
        refused(node.open(Bytes.fromHexString("0xc3010203")).getRefusal(), "MALFORMED", "opening: malformed RLP");
        refused(node.open(Bytes.EMPTY).getRefusal(), "MALFORMED", "opening");
    }

    @Test
    void aTicketThatIsOpenedTwiceIsOpenOnce() {
        openingRefused(session, "ALREADY_OPEN", "nothing is left to do");
    }

    @Test
    void aReceiptOfATicketThatIsNotOpenIsRefused() throws Exception {
        var unopened = dapp.session(provider.address(), MAX_UNITS);
        entryRefused(node.submit(batch(unopened.receipt(SmallBuckets.now(), 1))), "UNKNOWN_TICKET", "open the ticket");
    }

    @Test
    void aReceiptForAnotherProviderIsRefused() throws Exception {
        var thief = devnet.accounts().get(2);
        entryRefused(
                node.submit(batch(thief, session.receipt(SmallBuckets.now(), 900))),
                "WRONG_PROVIDER",
                "only that provider");
    }

    @Test
    void aReceiptPastItsTicketsEndIsRefused() throws Exception {
        var end = session.opening().ticket().ticket().start().plus(10_000);
        entryRefused(node.submit(batch(session.receipt(end, 900))), "EXPIRED", "serve on a new ticket");
    }

    @Test
    void aReceiptFromTheFutureIsRefused() throws Exception {
        var ahead = SmallBuckets.now().plus(4 * SmallBuckets.ALLOWANCE);
        entryRefused(node.submit(batch(session.receipt(ahead, 900))), "FROM_THE_FUTURE", "set the signer's clock");
    }

    @Test
    void aForgedReceiptIsRefused() throws Exception {
        entryRefused(
                node.submit(batch(session.receipt(SmallBuckets.now(), 900, provider))),
                "BAD_SIGNATURE",
                "have the client sign again");
    }

    @Test
    void aReplayedReceiptIsRefused() throws Exception {
        entryRefused(
                node.submit(batch(counted.receipts().toArray(new SignedReceipt[0]))), "REPLAYED", "counted already");
    }

    @Test
    void aReplayedBatchIsRefused() throws Exception {
        refused(node.submit(counted).getRefusal(), "BATCH_ALREADY_ORDERED", "nothing is left to do");
    }

    @Test
    void aBatchThatItsProviderDidNotSignIsRefused() throws Exception {
        var honest = batch(session.receipt(SmallBuckets.now(), 900));
        var other = batch(session.receipt(SmallBuckets.now(), 901));
        var forged = new SignedBatch(honest.batch(), other.signature(), honest.receipts());
        refused(node.submit(forged).getRefusal(), "BATCH_BAD_SIGNATURE", "not signed by its provider");
    }

    @Test
    void aBatchWithOtherReceiptsThanItSignsIsRefused() throws Exception {
        var honest = batch(session.receipt(SmallBuckets.now(), 900));
        var other = batch(session.receipt(SmallBuckets.now(), 901));
        var exchanged = new SignedBatch(honest.batch(), honest.signature(), other.receipts());
        refused(node.submit(exchanged).getRefusal(), "BATCH_ROOT_MISMATCH", "build the batch again");
    }

    @Test
    void aHighSSignatureIsRefused() throws Exception {
        var receipt = session.receipt(SmallBuckets.now(), 900);
        var low = receipt.signature().bytes().slice(32);
        var high = Bytes32.leftPad(
                Bytes.of(ORDER.subtract(low.toUnsignedBigInteger()).toByteArray())
                        .trimLeadingZeros());
        var encoded = batch(receipt).encode().toUnprefixedHexString();
        var raised = encoded.replace(low.toUnprefixedHexString(), high.toUnprefixedHexString());
        assertThat(raised).isNotEqualTo(encoded);
        refused(node.submit(Bytes.fromHexString(raised)).getRefusal(), "MALFORMED", "only low-s signatures are taken");
    }

    @Test
    void aBatchThatIsNoRlpIsMalformed() throws Exception {
        refused(node.submit(Bytes.of(1, 2, 3)).getRefusal(), "MALFORMED", "batch: malformed RLP");
        var cut = batch(session.receipt(SmallBuckets.now(), 900)).encode();
        refused(node.submit(cut.slice(0, cut.size() - 1)).getRefusal(), "MALFORMED", "batch: malformed RLP");
    }

    @Test
    void bytesThatAreNoProtobufEndTheCallAlone() {
        var method = TicketsGrpc.getOpenMethod().toBuilder(new RawBytes(), new RawBytes())
                .build();
        var garbage = "this is no protobuf".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> ClientCalls.blockingUnaryCall(node.channel(), method, CallOptions.DEFAULT, garbage))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("INVALID_ARGUMENT: the request is no valid protobuf message of this method");
    }

    private static final class RawBytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
