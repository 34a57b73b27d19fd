// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.bandwidth.proof.InclusionProof;
import org.tributary.bandwidth.proof.ProofOfBandwidth;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Arguments;
import org.tributary.ledger.contract.Pools;
import org.tributary.ledger.contract.Settlement;
import org.tributary.ledger.execution.Reserved;
import org.tributary.node.Devnet;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.rpc.v1.BillRow;

/// Receipts in, payouts and a provable bill out, on four validators. Protocol §7 and §8.
class MeteringTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Amount DEPOSIT = Amount.ofTokens(100);
    private static final Amount COVER = Amount.ofTokens(60);
    private static final long MAX_UNITS = 50_000_000;

    @TempDir
    static Path directory;

    private static Devnet devnet;
    private static NodeClient node;
    private static NodeClient other;
    private static PayingDapp dapp;

    @BeforeAll
    static void start() throws Exception {
        devnet = RunningDevnet.start(directory, SmallBuckets::of);
        node = NodeClient.of(devnet.nodes().get(0));
        other = NodeClient.of(devnet.nodes().get(2));
        dapp = new PayingDapp(devnet.accounts().get(0), devnet.spec(), COVER);
        dapp.fund(node, DEPOSIT, COVER);
    }

    @AfterAll
    static void stop() {
        node.close();
        other.close();
        devnet.close();
    }

    private static PrivateKey provider(int account) throws Exception {
        var provider = devnet.accounts().get(account);
        PayingDapp.register(node, provider);
        return provider;
    }

    private static SignedBatch batch(long sequence, List<SignedReceipt> receipts, PrivateKey provider) {
        return SignedBatch.sign(SmallBuckets.CDN, sequence, receipts, dapp.domain(), provider);
    }

    private static List<BillRow> awaitRows(Address provider, long receipts) {
        return Awaitility.await().atMost(PATIENCE).until(() -> node.rows(provider), rows -> receipts(rows) >= receipts);
    }

    private static long receipts(List<BillRow> rows) {
        return rows.stream().mapToLong(BillRow::getReceipts).sum();
    }

    private static long units(List<BillRow> rows) {
        return rows.stream().mapToLong(BillRow::getUnits).sum();
    }

    private static BigInteger billed(List<BillRow> rows) {
        return rows.stream().map(row -> new BigInteger(row.getAmount())).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static Arguments book(Address provider) throws Exception {
        return node.read(Reserved.SETTLEMENT, Settlement.BOOK, AbiValue.of(provider));
    }

    /// billed = paid + fees + burned + held.
    private static void addsUp(Arguments book) {
        assertThat(book.number(0))
                .isEqualTo(
                        book.number(1).add(book.number(2)).add(book.number(3)).add(book.number(4)));
    }

    private static void awaitSettled(Address provider, BigInteger billed) {
        Awaitility.await().atMost(PATIENCE).until(() -> book(provider).number(0).equals(billed));
    }

    /// The root in the window's own transaction, which the committee has voted for, not the one that
    /// comes with the proof.
    private static Hash votedRoot(long window) throws Exception {
        var transaction = "0x"
                + Bytes.wrap(node.window(window).getTransactionHash().toByteArray())
                        .toUnprefixedHexString();
        var input = node.web3()
                .ethGetTransactionByHash(transaction)
                .send()
                .getTransaction()
                .orElseThrow()
                .getInput();
        return ProofOfBandwidth.decode(Bytes.fromHexString(input))
                .orBroken("a window's transaction")
                .windowRoot();
    }

    @Test
    void seventySevenReceiptsBecomeOneRowThatPaysTheProvider() throws Exception {
        var provider = provider(1);
        var sessions = new ArrayList<ClientSession>();
        for (int i = 0; i < 7; i++) {
            sessions.add(dapp.session(provider.address(), MAX_UNITS).open(node));
        }
        var before = node.balance(provider.address());

        var bucket = SmallBuckets.now();
        var receipts = new ArrayList<SignedReceipt>();
        long bytes = 0;
        for (var session : sessions) {
            long total = 0;
            for (int i = 1; i <= 11; i++) {
                total += 1_000_003L * i / 7;
                receipts.add(session.receipt(bucket, total));
            }
            bytes += total;
        }
        var answer = node.submit(batch(0, receipts, provider));

        assertThat(answer.getCertificate().getAccepted()).isEqualTo(77);
        assertThat(answer.getCertificate().getRejectionsList()).isEmpty();
        var certificate = BatchCertificate.decode(
                        NodeClient.bytes(answer.getCertificate().getCertificate()))
                .orBroken("a certificate");
        assertThat(certificate
                        .verify(dapp.domain(), devnet.spec().committee(SmallBuckets.CDN))
                        .accepted())
                .isTrue();

        var rows = awaitRows(provider.address(), 77);
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().getReceipts()).isEqualTo(77);
        assertThat(rows.getFirst().getUnits()).isEqualTo(bytes);
        assertThat(billed(rows)).isEqualTo(BillingProfile.DEFAULT.cost(bytes));

        allProvable(receipts, rows.getFirst(), bytes);

        awaitSettled(provider.address(), billed(rows));
        var book = book(provider.address());
        addsUp(book);
        assertThat(book.number(1)).isPositive();
        assertThat(book.number(3)).isPositive();
        assertThat(book.number(4)).as("a young provider's holdback").isPositive();
        assertThat(node.balance(provider.address()).subtract(before)).isEqualTo(book.number(1));
        addsUp(node.read(Reserved.SETTLEMENT, Settlement.TOTALS));
        supplyIsConservedEverywhere();
    }

    private static void allProvable(List<SignedReceipt> receipts, BillRow row, long bytes) throws Exception {
        var root = votedRoot(row.getWindow());
        long units = 0;
        for (var receipt : receipts) {
            // From another node than the one that took the batch.
            var proof = other.proof(receipt.receipt().hash());
            var inclusion = InclusionProof.decode(NodeClient.bytes(proof.getInclusion()))
                    .orBroken("an inclusion proof");
            assertThat(proof.getWindow()).isEqualTo(row.getWindow());
            assertThat(inclusion.verify(root).accepted()).isTrue();
            assertThat(inclusion.leaf().receipt()).isEqualTo(receipt.receipt().hash());
            assertThat(SignedReceipt.decode(NodeClient.bytes(proof.getReceipt()))
                            .orBroken("a receipt"))
                    .isEqualTo(receipt);
            units += inclusion.leaf().units();
        }
        assertThat(units).isEqualTo(bytes);
    }

    private static void supplyIsConservedEverywhere() {
        for (var each : List.of(node, other)) {
            var supply = each.supply();
            assertThat(supply.getConserved()).isTrue();
            assertThat(new BigInteger(supply.getGenesisSupply()))
                    .isEqualTo(new BigInteger(supply.getBalances())
                            .add(new BigInteger(supply.getPools()))
                            .add(new BigInteger(supply.getInFlight()))
                            .add(new BigInteger(supply.getBurned())));
        }
    }

    @Test
    void aPoolsBookBalancesAfterItHasPaid() throws Exception {
        var provider = provider(2);
        var session = dapp.session(provider.address(), MAX_UNITS).open(node);
        node.submit(batch(0, List.of(session.receipt(SmallBuckets.now(), 40_000_000)), provider));
        awaitSettled(provider.address(), billed(awaitRows(provider.address(), 1)));

        var pool = node.read(Reserved.POOLS, Pools.POOL, AbiValue.of(dapp.pool()));
        assertThat(pool.address(0)).isEqualTo(dapp.owner().address());
        var parts = BigInteger.ZERO;
        for (int i = 2; i <= 7; i++) {
            parts = parts.add(pool.number(i));
        }
        assertThat(pool.number(1)).isEqualTo(DEPOSIT.units()).isEqualTo(parts);
    }

    @Test
    void cumulativeReceiptsOfManyWindowsCountEveryByteOnce() throws Exception {
        var provider = provider(3);
        var session = dapp.session(provider.address(), MAX_UNITS).open(node);
        var sent = new ArrayList<SignedReceipt>();
        long total = 0;
        for (int i = 0; i < 4; i++) {
            var window = node.totals().getWindows();
            total += 111_111 + i;
            var fresh = session.receipt(SmallBuckets.now(), total);
            sent.add(fresh);
            // Everything once more each time, in another order: duplicates change nothing.
            var all = new ArrayList<>(sent.reversed());
            node.submit(batch(i, all, provider));
            Awaitility.await().atMost(PATIENCE).until(() -> node.totals().getWindows() > window);
        }
        var rows = awaitRows(provider.address(), 4);
        assertThat(units(rows)).isEqualTo(total);
        assertThat(receipts(rows)).isEqualTo(4);
        assertThat(rows.size()).isGreaterThan(1);
        awaitSettled(provider.address(), billed(rows));
        assertThat(billed(rows)).isEqualTo(BillingProfile.DEFAULT.cost(total));
    }

    @Test
    void oneForgedReceiptLeavesTheOthersPaid() throws Exception {
        var provider = provider(4);
        var session = dapp.session(provider.address(), MAX_UNITS).open(node);
        var bucket = SmallBuckets.now();
        var honest = session.receipt(bucket, 1_000);
        var forged = session.receipt(bucket, 900_000, provider);
        var early = session.receipt(new Bucket(bucket.number() - 500), 2_000);
        var answer = node.submit(batch(0, List.of(forged, honest, early), provider));

        assertThat(answer.getCertificate().getAccepted()).isEqualTo(1);
        assertThat(answer.getCertificate().getRejectionsList())
                .extracting(entry -> entry.getIndex() + " " + entry.getCode())
                .containsExactly("0 BAD_SIGNATURE", "2 NOT_YET_VALID");
        var rows = awaitRows(provider.address(), 1);
        assertThat(units(rows)).isEqualTo(1_000);
        assertThat(node.window(rows.getFirst().getWindow()).getRejectionsMap()).containsEntry("BAD_SIGNATURE", 1L);
    }
}
