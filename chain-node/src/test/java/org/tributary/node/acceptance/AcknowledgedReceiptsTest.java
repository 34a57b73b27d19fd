// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.primitives.Amount;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.rpc.v1.BatchAnswer;
import org.tributary.rpc.v1.BillRow;

/// What a provider holds a certificate for is paid, whoever dies right after. Protocol §7.3.
class AcknowledgedReceiptsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Amount COVER = Amount.ofTokens(500);
    private static final long RECEIPTS = 3;
    private static final long STEP = 10_007;

    @TempDir
    static Path directory;

    private static ProcessNetwork network;
    private static PayingDapp dapp;

    @BeforeAll
    static void start() throws Exception {
        network = ProcessNetwork.start(directory, 4);
        dapp = new PayingDapp(network.account(0), network.spec(), COVER);
        try (var node = network.client(0)) {
            dapp.fund(node, COVER, COVER);
        }
    }

    @AfterAll
    static void stop() {
        network.close();
    }

    private static List<ClientSession> sessions(NodeClient node, PrivateKey provider, int count) {
        var sessions = new ArrayList<ClientSession>();
        for (int i = 0; i < count; i++) {
            sessions.add(dapp.session(provider.address(), RECEIPTS * STEP).open(node));
        }
        return sessions;
    }

    /// A batch of one client's receipts, which all count.
    private static SignedBatch batch(ClientSession session, int sequence, PrivateKey provider) {
        var bucket = SmallBuckets.now();
        var receipts = new ArrayList<SignedReceipt>();
        for (int i = 1; i <= RECEIPTS; i++) {
            receipts.add(session.receipt(bucket, i * STEP));
        }
        return SignedBatch.sign(SmallBuckets.CDN, sequence, receipts, dapp.domain(), provider);
    }

    private static void isCertified(BatchAnswer answer) {
        assertThat((long) answer.getCertificate().getAccepted()).isEqualTo(RECEIPTS);
    }

    private static void isCertifiedOrOrdered(BatchAnswer answer) {
        if (answer.hasRefusal()) {
            assertThat(answer.getRefusal().getCode()).isEqualTo("BATCH_ALREADY_ORDERED");
        } else {
            isCertified(answer);
        }
    }

    /// Every receipt of the batches is counted once, in a window that main has anchored.
    private static List<BillRow> counted(NodeClient node, PrivateKey provider, List<SignedBatch> batches) {
        var rows = Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> node.rows(provider.address()), found -> receipts(found) >= batches.size() * RECEIPTS);
        assertThat(receipts(rows)).isEqualTo(batches.size() * RECEIPTS);
        assertThat(rows.stream().mapToLong(BillRow::getUnits).sum()).isEqualTo(batches.size() * RECEIPTS * STEP);
        for (var batch : batches) {
            for (var receipt : batch.receipts()) {
                var proof = node.proof(receipt.receipt().hash());
                assertThat(NodeClient.bytes(proof.getReceipt())).isEqualTo(receipt.encode());
            }
        }
        return rows;
    }

    private static long receipts(List<BillRow> rows) {
        return rows.stream().mapToLong(BillRow::getReceipts).sum();
    }

    @Test
    void afterAllDiedEveryAcknowledgedReceiptIsCountedOnce() throws Exception {
        var provider = network.account(1);
        var batches = new ArrayList<SignedBatch>();
        try (var node = network.client(0)) {
            var sessions = sessions(node, provider, 6);
            for (int i = 0; i < sessions.size(); i++) {
                batches.add(batch(sessions.get(i), i, provider));
            }
            // An impatient provider hands in twice, and is answered twice.
            var answers = batches.stream()
                    .flatMap(batch -> Stream.of(node.begin(batch.encode()), node.begin(batch.encode())))
                    .toList();
            for (var answer : answers) {
                isCertifiedOrOrdered(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            }
            network.killAllAndRestart();
        }
        try (var node = network.client(1)) {
            var rows = counted(node, provider, batches);
            for (var batch : batches) {
                var again = node.submit(batch);
                assertThat(again.getRefusal().getCode()).isEqualTo("BATCH_ALREADY_ORDERED");
                assertThat(again.getRefusal().getMessage()).contains("nothing is left to do");
            }
            // A fresh batch is paid for beside it, and only that.
            var more = batch(sessions(node, provider, 1).getFirst(), batches.size(), provider);
            isCertified(node.submit(more));
            batches.add(more);
            assertThat(counted(node, provider, batches)).startsWith(rows.toArray(new BillRow[0]));
            assertThat(node.supply().getConserved()).isTrue();
        }
    }

    @Test
    void whoCertifiedMayDieAtOnce() throws Exception {
        var provider = network.account(2);
        int ingest = 2;
        SignedBatch batch;
        try (var node = network.client(ingest)) {
            batch = batch(sessions(node, provider, 1).getFirst(), 0, provider);
            isCertified(node.submit(batch));
        }
        network.kill(ingest);
        List<BillRow> rows;
        try (var survivor = network.client(0)) {
            rows = counted(survivor, provider, List.of(batch));
        }
        network.restart(ingest);
        try (var back = network.client(ingest)) {
            assertThat(counted(back, provider, List.of(batch))).isEqualTo(rows);
        }
    }

    @Test
    void aValidatorMayDieAndComeBackWhileBatchesFlow() throws Exception {
        var provider = network.account(3);
        int victim = 3;
        var batches = new ArrayList<SignedBatch>();
        try (var node = network.client(0)) {
            var sessions = sessions(node, provider, 18);
            for (int i = 0; i < sessions.size(); i++) {
                var batch = batch(sessions.get(i), i, provider);
                var answer = node.begin(batch.encode());
                if (i == 6) {
                    network.kill(victim);
                }
                if (i == 12) {
                    network.restart(victim);
                }
                isCertified(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
                batches.add(batch);
            }
            var rows = counted(node, provider, batches);
            try (var back = network.client(victim)) {
                assertThat(counted(back, provider, batches)).isEqualTo(rows);
            }
        }
    }
}
