// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.check.VerifiedBatch;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.bandwidth.receipt.ReceiptBatch;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.bandwidth.ticket.SignedCapability;
import org.tributary.bandwidth.ticket.SignedTicket;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.Founders;
import org.tributary.genesis.Preset;
import org.tributary.ledger.service.MeteringLedger;
import org.tributary.ledger.service.ServiceSource;
import org.tributary.ledger.store.MemoryStore;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.node.log.LogRecord;
import org.tributary.node.log.LogShape;
import org.tributary.node.log.ServiceLog;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.committee.Validator;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;

/// Protocol §7.10: which batches go, and when.
class RetentionTest {
    private static final ChainName CDN = new ChainName("cdn");
    private static final PrivateKey KEY =
            new PrivateKey(Keccak.hash(Bytes.of(1)).bytes());
    private static final long START = 1_000_000;
    private static final Hash POOL = Keccak.hash(Bytes.of(11));
    private static final Hash OTHER = Keccak.hash(Bytes.of(12));

    @TempDir
    private Path directory;

    private final MemoryStore store = new MemoryStore();
    private final MeteringLedger ledger = new MeteringLedger(spec(), CDN, store, new NoSource(), () -> Height.ZERO);
    private final long least = ledger.terms().leastBuckets();
    private final long usual = ledger.terms().usualBuckets();
    private Optional<ServiceLog> log = Optional.empty();
    private Optional<Bucket> settled = Optional.empty();

    private static ChainSpec spec() {
        var seats = List.of(new Validator(KEY.address(), KEY.publicKey()));
        return Preset.DEVNET.found(
                new Founders(seats, List.of(KEY.address()), 1_700_000_000_000L, Keccak.hash(Bytes.of(3))));
    }

    private static final class NoSource implements ServiceSource {
        @Override
        public List<Opening> openings(int limit) {
            return List.of();
        }

        @Override
        public List<BatchCertificate> certificates(int limit) {
            return List.of();
        }

        @Override
        public List<BatchCertificate> overdue(int waited) {
            return List.of();
        }

        @Override
        public boolean isWaiting() {
            return false;
        }

        @Override
        public Optional<VerifiedBatch> batch(Hash hash) {
            return Optional.empty();
        }

        @Override
        public void refused(Opening opening, Rejection reason) {}

        @Override
        public void refused(BatchCertificate certificate, Rejection reason) {}
    }

    @BeforeEach
    void begin() {
        log = Optional.of(ServiceLog.open(
                directory, LogShape.daily(spec().serviceChain(CDN).buckets())));
    }

    @AfterEach
    void end() {
        log().close();
    }

    private ServiceLog log() {
        return log.orElseThrow();
    }

    /// The hash of a ticket of `pool` that was opened.
    private Hash ticket(Hash pool) {
        var capability = new Capability(
                pool,
                KEY.publicKey(),
                Amount.ofTokens(1),
                1_000_000,
                List.of(UsageKind.BYTES),
                Bucket.ZERO,
                new Bucket(2 * START),
                0);
        var ticket = new SessionTicket(
                capability.hash(),
                Bytes.wrap(new byte[SessionTicket.ID_SIZE]),
                KEY.address(),
                KEY.publicKey(),
                UsageKind.BYTES,
                BillingProfile.DEFAULT.hash(),
                1_000,
                1_000,
                new Bucket(START),
                new Bucket(START + 100),
                "",
                Hash.ZERO,
                Bytes.EMPTY);
        var opening = new Opening(
                SignedTicket.sign(ticket, ledger.domain(), KEY),
                SignedCapability.sign(capability, ledger.domain(), KEY),
                BillingProfile.DEFAULT);
        var key = Bytes.concatenate(
                Bytes.wrap("o".getBytes(StandardCharsets.US_ASCII)),
                ticket.hash().bytes());
        store.write(new WriteBatch().put(Table.WINDOWS, key, opening.encode()));
        return ticket.hash();
    }

    /// Puts a batch with a receipt of each ticket into the log.
    private ReceiptBatch put(long sequence, long last, long arrived, Hash... tickets) {
        var receipts = new ArrayList<SignedReceipt>();
        for (var ticket : tickets) {
            var receipt = new UsageReceipt(ticket, new Bucket(last), 10, 0, 0, false, Hash.ZERO);
            receipts.add(SignedReceipt.sign(receipt, ledger.domain(), KEY));
        }
        var batch = SignedBatch.sign(CDN, sequence, receipts, ledger.domain(), KEY);
        log().append(new LogRecord(
                batch.hash(), new Bucket(arrived), batch.batch().last(), batch.encode()));
        return batch.batch();
    }

    private void wish(Hash pool, long until, long forgotten) {
        var cell = Bytes.concatenate(Bytes.of(14), pool.bytes());
        var value = Rlp.list(list -> list.bucket(new Bucket(until)).bucket(new Bucket(forgotten)));
        store.write(new WriteBatch().put(Table.CELLS, cell, value));
    }

    private boolean isThereAt(long bucket, ReceiptBatch batch) {
        settled = Optional.of(new Bucket(bucket));
        new Retention(ledger, log(), () -> settled).sweep();
        return log().acknowledged(batch.hash()).isPresent();
    }

    @Test
    void aBatchStaysForTheUsualTime() {
        var batch = put(1, START, START, ticket(POOL));
        assertThat(isThereAt(START + usual, batch)).isTrue();
        assertThat(isThereAt(START + usual + 1, batch)).isFalse();
    }

    @Test
    void nothingGoesAsLongAsNoBlockIsDeepEnough() {
        var batch = put(1, START, START, ticket(POOL));
        new Retention(ledger, log(), Optional::empty).sweep();
        assertThat(log().acknowledged(batch.hash())).isPresent();
    }

    @Test
    void whatIsPaidForStaysAndTheRestGoes() {
        wish(POOL, START + 2 * usual, 0);
        var paid = put(1, START, START, ticket(POOL));
        var unpaid = put(2, START, START, ticket(OTHER));
        var both = put(3, START, START, ticket(POOL), ticket(OTHER));
        assertThat(isThereAt(START + 2 * usual, paid)).isTrue();
        assertThat(isThereAt(START + 2 * usual, both)).isTrue();
        assertThat(isThereAt(START + 2 * usual, unpaid)).isFalse();
        assertThat(isThereAt(START + 2 * usual + 1, paid)).isFalse();
        assertThat(isThereAt(START + 2 * usual + 1, both)).isFalse();
    }

    @Test
    void whatAllOwnersWantForgottenGoesOnceItCannotBeChallenged() {
        wish(POOL, 0, START + 5);
        var asked = put(1, START, START, ticket(POOL));
        var later = put(2, START, START + 6, ticket(POOL));
        var shared = put(3, START, START, ticket(POOL), ticket(OTHER));
        assertThat(isThereAt(START + least, asked)).isTrue();
        assertThat(isThereAt(START + least + 1, asked)).isFalse();
        assertThat(isThereAt(START + least + 7, later)).isTrue();
        assertThat(isThereAt(START + least + 7, shared)).isTrue();
        wish(OTHER, 0, START + 50);
        assertThat(isThereAt(START + least + 8, shared)).isFalse();
        assertThat(isThereAt(START + least + 8, later)).isTrue();
    }

    @Test
    void aBatchWithATicketThatThisNodeDoesNotKnowStaysAsLongAsSomebodyPays() {
        wish(POOL, START + 2 * usual, 0);
        wish(OTHER, 0, START + 5);
        var batch = put(1, START, START, ticket(OTHER), Keccak.hash(Bytes.of(99)));
        assertThat(isThereAt(START + 2 * usual, batch)).isTrue();
        assertThat(isThereAt(START + 2 * usual + 1, batch)).isFalse();
    }

    @Test
    void aBatchThatAWindowToComeNeedsStays() {
        var batch = put(1, START, START, ticket(POOL));
        var key = Bytes.concatenate(
                Bytes.of(8), Bytes.ofUnsignedLong(START), batch.hash().bytes());
        var bucket = new Bucket(START);
        var value = Rlp.list(list -> list.list(batch::write)
                .bucket(bucket)
                .bucket(bucket)
                .bucket(bucket)
                .bucket(bucket));
        store.write(new WriteBatch().put(Table.CELLS, key, value));
        assertThat(isThereAt(START + 9 * usual, batch)).isTrue();
        store.write(new WriteBatch().delete(Table.CELLS, key));
        assertThat(isThereAt(START + 9 * usual, batch)).isFalse();
    }

    @Test
    void whatAProviderClaimsKeepsNothingForEver() {
        var batch = put(1, START * START, START, ticket(POOL));
        assertThat(isThereAt(START + usual + ledger.rules().openingAllowanceBuckets(), batch))
                .isTrue();
        assertThat(isThereAt(START + usual + ledger.rules().openingAllowanceBuckets() + 1, batch))
                .isFalse();
    }
}
