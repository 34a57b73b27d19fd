// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.check.BatchCheck;
import org.tributary.bandwidth.check.BatchVerdict;
import org.tributary.bandwidth.check.VerifiedBatch;
import org.tributary.bandwidth.proof.BillingKey;
import org.tributary.bandwidth.proof.ProofOfBandwidth;
import org.tributary.bandwidth.proof.RatingKey;
import org.tributary.bandwidth.proof.RatingRow;
import org.tributary.bandwidth.proof.RejectionCount;
import org.tributary.bandwidth.proof.RowLeaves;
import org.tributary.bandwidth.proof.UsageLeaf;
import org.tributary.bandwidth.proof.UsageRow;
import org.tributary.bandwidth.rating.BillingPeriod;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.bandwidth.ticket.SignedCapability;
import org.tributary.bandwidth.ticket.SignedTicket;
import org.tributary.ledger.view.MeteringView;
import org.tributary.ledger.view.RetentionTerms;
import org.tributary.ledger.view.WindowRecord;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.merkle.MerkleTree;
import org.tributary.primitives.typed.Domain;

/// A service chain in memory with closed windows of really signed receipts: two providers, one ticket
/// each, and in every window three receipts of the first and two of the second. Every key follows from
/// a number.
public final class SampleChain implements MeteringView {
    public static final ChainName CDN = new ChainName("cdn");
    public static final MeteringRules RULES = new MeteringRules(UsageKind.BYTES, 1_000, 10, 5, 30, 20, 600, 1_000);
    public static final Domain DOMAIN = Domain.of(new ChainId(7_091_155), Hash.ZERO, CDN);
    public static final Hash POOL = Keccak.hash(Bytes.of(1));

    private static final BillingPeriod MONTH =
            BillingProfile.DEFAULT.calendar(RULES.bucketMillis()).period(RULES.firstBucket(0), true);

    /// Units that each receipt adds.
    public static final long STEP = 1_000_000;

    private static final PrivateKey OWNER = key(1);
    private static final PrivateKey GATEWAY = key(2);
    private static final PrivateKey CLIENT = key(3);

    private final List<Session> sessions = List.of(session(10), session(11));
    private final List<Closed> closed = new ArrayList<>();

    /// One ticket, and the provider that serves on it.
    public record Session(PrivateKey provider, Opening opening) {
        public Hash ticket() {
            return opening.ticket().ticket().hash();
        }

        BillingKey billingKey() {
            return new BillingKey(POOL, provider.address(), UsageKind.BYTES, BillingProfile.DEFAULT.hash());
        }
    }

    private record Closed(WindowRecord window, List<RowLeaves> rows, List<VerifiedBatch> batches) {}

    /// With windows 0 … `windows` − 1.
    public SampleChain(int windows) {
        for (int window = 0; window < windows; window++) {
            closed.add(close(window));
        }
    }

    public List<Session> sessions() {
        return sessions;
    }

    /// The receipts that a window counted, of both sessions.
    public List<SignedReceipt> receipts(long window) {
        return closed.get(Math.toIntExact(window)).batches().stream()
                .flatMap(batch -> batch.batch().receipts().stream())
                .toList();
    }

    /// A batch as the session's provider would hand it in during `window`.
    public static SignedBatch signedBatch(Session session, long window, int receipts) {
        var entries = LongStream.rangeClosed(1, receipts)
                .mapToObj(i -> receipt(session, window, window * receipts + i))
                .toList();
        return SignedBatch.sign(CDN, window, entries, DOMAIN, session.provider());
    }

    private static SignedReceipt receipt(Session session, long window, long number) {
        var receipt = new UsageReceipt(
                session.ticket(), RULES.firstBucket(window), number * STEP, 10, number, false, Hash.ZERO);
        return SignedReceipt.sign(receipt, DOMAIN, CLIENT);
    }

    private static PrivateKey key(int number) {
        return new PrivateKey(Keccak.hash(Bytes.of(0x55, number)).bytes());
    }

    private static Session session(int number) {
        var provider = key(number);
        var capability = new Capability(
                POOL,
                GATEWAY.publicKey(),
                Amount.ofTokens(100),
                1L << 40,
                List.of(UsageKind.BYTES),
                Bucket.ZERO,
                new Bucket(1_000_000),
                0);
        var ticket = new SessionTicket(
                capability.hash(),
                Keccak.hash(Bytes.of(number)).bytes().slice(0, SessionTicket.ID_SIZE),
                provider.address(),
                CLIENT.publicKey(),
                UsageKind.BYTES,
                BillingProfile.DEFAULT.hash(),
                1L << 40,
                1L << 40,
                Bucket.ZERO,
                new Bucket(599),
                "eu-1",
                Hash.ZERO,
                Bytes.of(1, 2, 3));
        return new Session(
                provider,
                new Opening(
                        SignedTicket.sign(ticket, DOMAIN, GATEWAY),
                        SignedCapability.sign(capability, DOMAIN, OWNER),
                        BillingProfile.DEFAULT));
    }

    private Closed close(int window) {
        var batches = List.of(
                verified(signedBatch(sessions.get(0), window, 3)), verified(signedBatch(sessions.get(1), window, 2)));
        var rows = List.of(row(sessions.get(0), batches.get(0)), row(sessions.get(1), batches.get(1))).stream()
                .sorted(Comparator.comparing(row -> row.row().key()))
                .toList();
        var usage = rows.stream().map(RowLeaves::row).toList();
        var proof = new ProofOfBandwidth(
                CDN,
                window,
                RULES.firstBucket(window),
                RULES.lastBucket(window),
                usage,
                usage.stream()
                        .map(row -> new RatingRow(
                                RatingKey.of(row.key(), BillingProfile.DEFAULT, MONTH),
                                row.key().provider(),
                                row.units(),
                                new Amount(BillingProfile.DEFAULT.cost(row.units())),
                                new Bucket(0)))
                        .toList(),
                List.of(new RejectionCount(Rejection.REPLAYED, 2), new RejectionCount(Rejection.BAD_SIGNATURE, 1)),
                Hash.ZERO,
                Hash.ZERO,
                ProofOfBandwidth.windowRoot(usage));
        var looked = batches.stream()
                .map(batch -> new WindowRecord.Batch(
                        batch.hash(), batch.batch().batch().provider()))
                .sorted(Comparator.comparing(WindowRecord.Batch::hash))
                .toList();
        var path = MerkleTree.path(List.of(proof.hash()), 0);
        return new Closed(new WindowRecord(new Height(7L * window + 7), proof, path, looked), rows, batches);
    }

    private VerifiedBatch verified(SignedBatch batch) {
        return switch (new BatchCheck(CDN, RULES, DOMAIN).begin(batch)) {
            case BatchVerdict.Sound(var sound) ->
                sound.verify(hash -> opening(hash).map(Opening::opened));
            case BatchVerdict.Refused(var rejection) -> throw new IllegalStateException(rejection.name());
        };
    }

    private static RowLeaves row(Session session, VerifiedBatch batch) {
        var leaves = batch.batch().receipts().stream()
                .map(SignedReceipt::receipt)
                .map(receipt -> UsageLeaf.whole(
                        receipt.ticket(), receipt.bucket(), receipt.down() - STEP, receipt.down(), receipt.hash()))
                .sorted()
                .toList();
        var head = batch.batch().batch();
        var sum = RowLeaves.tree(leaves).root();
        return new RowLeaves(new UsageRow(session.billingKey(), head.first(), head.last(), sum), leaves);
    }

    @Override
    public ChainName chain() {
        return CDN;
    }

    @Override
    public Domain domain() {
        return DOMAIN;
    }

    @Override
    public RetentionTerms terms() {
        return new RetentionTerms(1, 1);
    }

    @Override
    public MeteringRules rules() {
        return RULES;
    }

    @Override
    public OptionalLong billedUnits(Hash ticket) {
        return opening(ticket).isPresent() ? OptionalLong.of(42) : OptionalLong.empty();
    }

    @Override
    public Optional<Height> ordered(Hash batch) {
        return batch(batch).map(_ -> new Height(1));
    }

    @Override
    public Optional<Opening> opening(Hash ticket) {
        return sessions.stream()
                .filter(session -> session.ticket().equals(ticket))
                .map(Session::opening)
                .findFirst();
    }

    @Override
    public long openings() {
        return sessions.size();
    }

    @Override
    public Optional<Amount> freeCover(Hash pool) {
        return pool.equals(POOL) ? Optional.of(Amount.ofTokens(3)) : Optional.empty();
    }

    @Override
    public List<Long> windows() {
        return closed.stream().map(window -> window.window().number()).toList();
    }

    @Override
    public Optional<WindowRecord> window(long number) {
        return at(number).map(Closed::window);
    }

    @Override
    public List<RowLeaves> leaves(long window) {
        return at(window).map(Closed::rows).orElse(List.of());
    }

    @Override
    public Optional<Height> noticed(Hash pool) {
        return Optional.of(Height.ZERO);
    }

    @Override
    public Optional<VerifiedBatch> batch(Hash hash) {
        return closed.stream()
                .flatMap(window -> window.batches().stream())
                .filter(batch -> batch.hash().equals(hash))
                .findFirst();
    }

    private Optional<Closed> at(long window) {
        return closed.stream().filter(each -> each.window().number() == window).findFirst();
    }
}
