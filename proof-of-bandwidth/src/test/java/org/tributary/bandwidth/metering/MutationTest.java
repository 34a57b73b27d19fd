// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.bandwidth.Actors.CHAIN;
import static org.tributary.bandwidth.Actors.DOMAIN;
import static org.tributary.bandwidth.Actors.RULES;
import static org.tributary.bandwidth.Actors.batch;
import static org.tributary.bandwidth.Actors.receipt;
import static org.tributary.bandwidth.Actors.ticket;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.tributary.bandwidth.Actors;
import org.tributary.bandwidth.check.BatchCheck;
import org.tributary.bandwidth.check.BatchVerdict;
import org.tributary.bandwidth.proof.ProofOfBandwidth;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.codec.Decoded;

/// Whatever single bit of the signed canonical bytes changes, and wherever, whoever takes the object
/// refuses it. Origin: 0xProject/0x-settler#19 and LedgerHQ/ledger-live#8473, where hash and bytes did
/// not say the same; aptos-labs/aptos-core#16867 for the second solution of a signature.
///
/// Inclusion proofs: [org.tributary.bandwidth.proof.InclusionProofTest]. Windows: `WindowMutationTest`
/// of the ledger, because consensus is what binds them.
class MutationTest {
    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

    private final Chain chain = Chain.funded();
    private final SignedReceipt receipt = receipt(ticket(1), 100, 5);
    private final SignedBatch batch = batch(7, List.of(receipt, receipt(ticket(1), 101, 1 << 20)));

    /// The ticket, its capability and its billing profile, as they are lodged.
    @Test
    void noChangedBitOfATicketOrCapabilityIsOpened() {
        var bytes = Actors.opening(ticket(1)).encode();
        assertThat(chain.metering.openingRefusal(opening(bytes).orElseThrow(), new Bucket(100)))
                .isEmpty();
        eachChangedBit(
                bytes,
                MutationTest::opening,
                (bit, other) -> assertThat(chain.metering.open(other, new Bucket(100)))
                        .as("bit %d", bit)
                        .isPresent());
        assertThat(chain.pool().reserved().isZero()).isTrue();
    }

    /// The provider itself hands in all that can be made of a receipt by changing a bit, under its own
    /// good signature: the true one counts, and nothing else.
    @Test
    void noChangedBitOfAReceiptIsPaid() {
        chain.open(ticket(1));
        var forgeries = new ArrayList<SignedReceipt>();
        eachChangedBit(receipt.encode(), MutationTest::receiptOf, (bit, other) -> forgeries.add(other));
        assertThat(forgeries).hasSizeGreaterThan(800);
        int sequence = 0;
        for (int from = 0; from < forgeries.size(); from += RULES.maxReceiptsPerBatch()) {
            int to = Math.min(forgeries.size(), from + RULES.maxReceiptsPerBatch());
            assertThat(chain.order(batch(sequence++, forgeries.subList(from, to)), 101))
                    .isEmpty();
        }
        assertThat(chain.order(batch(sequence, List.of(receipt)), 101)).isEmpty();
        var windows = chain.closeAll(200);

        assertThat(windows.stream()
                        .mapToInt(window -> window.rejections().size())
                        .sum())
                .isEqualTo(forgeries.size());
        assertThat(windows.stream()
                        .flatMap(window -> window.rows().stream())
                        .mapToLong(row -> row.row().units()))
                .containsExactly(5L);
    }

    @Test
    void noChangedBitOfABatchIsTaken() {
        var check = new BatchCheck(CHAIN, RULES, DOMAIN);
        assertThat(check.begin(batch)).isInstanceOf(BatchVerdict.Sound.class);
        eachChangedBit(
                batch.encode(),
                MutationTest::batchOf,
                (bit, other) ->
                        assertThat(check.begin(other)).as("bit %d", bit).isInstanceOf(BatchVerdict.Refused.class));
    }

    @Test
    void noChangedBitOfACertificateIsOrdered() {
        var certificate = Actors.certificate(batch.batch(), 101);
        assertThat(chain.metering.orderRefusal(certificate, new Bucket(101))).isEmpty();
        eachChangedBit(
                certificate.encode(),
                MutationTest::certificateOf,
                (bit, other) -> assertThat(chain.metering.order(other, new Bucket(101)))
                        .as("bit %d", bit)
                        .isPresent());
        assertThat(chain.metering.windowDue(new Bucket(1_000_000))).isEmpty();
    }

    /// What a window pays for follows from its bytes alone: other bytes are another transaction.
    @Test
    void noChangedBitOfAWindowIsTheSameTransaction() {
        chain.open(ticket(1));
        chain.submit(101, receipt, receipt(ticket(2), 100, 9));
        var proof = chain.close(107).proof();
        eachChangedBit(
                proof.encode(),
                MutationTest::proofOf,
                (bit, other) -> assertThat(other.hash()).as("bit %d", bit).isNotEqualTo(proof.hash()));
    }

    /// Of the two signatures that (r, s) and (r, n − s) are, only the one is a signature here: nobody
    /// makes a second valid one of it.
    @Test
    void theOtherSolutionOfASignatureIsMalformed() {
        var opening = Actors.opening(ticket(1));
        var certificate = Actors.certificate(batch.batch(), 101);
        assertMalformed(opening.encode(), opening.ticket().signature().bytes(), MutationTest::opening);
        assertMalformed(
                opening.encode(), opening.capability().signature().bytes().slice(0, 64), MutationTest::opening);
        assertMalformed(receipt.encode(), receipt.signature().bytes(), MutationTest::receiptOf);
        assertMalformed(batch.encode(), batch.signature().bytes().slice(0, 64), MutationTest::batchOf);
        assertMalformed(
                certificate.encode(), certificate.acks().getLast().signature().bytes(), MutationTest::certificateOf);
    }

    private static <T> void assertMalformed(Bytes bytes, Bytes signature, Function<Bytes, Optional<T>> decode) {
        int at = bytes.toHexString().indexOf(signature.toUnprefixedHexString()) / 2 - 1;
        var twin = ORDER.subtract(signature.slice(32).toUnsignedBigInteger());
        var changed = Bytes.concatenate(
                bytes.slice(0, at + 32),
                Bytes32.leftPad(Bytes.wrap(twin.toByteArray()).trimLeadingZeros()),
                bytes.slice(at + 64));
        assertThat(decode.apply(bytes)).isPresent();
        assertThat(decode.apply(changed)).isEmpty();
    }

    /// What of the changed bytes is no object at all is refused before anybody takes it.
    private static <T> void eachChangedBit(Bytes bytes, Function<Bytes, Optional<T>> decode, Taken<T> taken) {
        for (int bit = 0; bit < bytes.size() * Byte.SIZE; bit++) {
            var mutated = bytes.toArray();
            mutated[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            int at = bit;
            decode.apply(Bytes.wrap(mutated)).ifPresent(other -> taken.take(at, other));
        }
    }

    @FunctionalInterface
    private interface Taken<T> {
        void take(int bit, T other);
    }

    private static Optional<Opening> opening(Bytes bytes) {
        return value(Opening.decode(bytes));
    }

    private static Optional<SignedReceipt> receiptOf(Bytes bytes) {
        return value(SignedReceipt.decode(bytes));
    }

    private static Optional<SignedBatch> batchOf(Bytes bytes) {
        return value(SignedBatch.decode(bytes));
    }

    private static Optional<BatchCertificate> certificateOf(Bytes bytes) {
        return value(BatchCertificate.decode(bytes));
    }

    private static Optional<ProofOfBandwidth> proofOf(Bytes bytes) {
        return value(ProofOfBandwidth.decode(bytes));
    }

    private static <T> Optional<T> value(Decoded<T> decoded) {
        return decoded instanceof Decoded.Value<T>(var value) ? Optional.of(value) : Optional.empty();
    }
}
