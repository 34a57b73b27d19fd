// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.bandwidth.Actors.receipt;
import static org.tributary.bandwidth.Actors.ticket;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tributary.bandwidth.merkle.SumNode;
import org.tributary.bandwidth.proof.BillingKey;
import org.tributary.bandwidth.proof.ProofOfBandwidth;
import org.tributary.bandwidth.proof.RatingKey;
import org.tributary.bandwidth.proof.RatingRow;
import org.tributary.bandwidth.proof.RejectionCount;
import org.tributary.bandwidth.proof.UsageRow;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.codec.Decoded;

/// Decoders are total and strict: what decodes, encodes to the very same bytes.
class CodecFuzzTest {
    private static final int ROUNDS = 3_000;
    private static final SignedBatch BATCH =
            Actors.batch(3, List.of(receipt(ticket(1), 100, 5), receipt(ticket(1), 101, 1 << 20)));

    record Codec(Bytes bytes, Function<Bytes, Decoded<Bytes>> reencode) {
        static <T> Codec of(Bytes bytes, Function<Bytes, Decoded<T>> decode, Function<T, Bytes> encode) {
            return new Codec(
                    bytes, input -> decode.apply(input).flatMap(value -> new Decoded.Value<>(encode.apply(value))));
        }
    }

    static Stream<Arguments> codecs() {
        return Stream.of(
                codec("Opening", Codec.of(opening(), Opening::decode, Opening::encode)),
                codec(
                        "SignedReceipt",
                        Codec.of(BATCH.receipts().getFirst().encode(), SignedReceipt::decode, SignedReceipt::encode)),
                codec("SignedBatch", Codec.of(BATCH.encode(), SignedBatch::decode, SignedBatch::encode)),
                codec(
                        "BatchCertificate",
                        Codec.of(
                                Actors.certificate(BATCH.batch(), 101).encode(),
                                BatchCertificate::decode,
                                BatchCertificate::encode)),
                codec(
                        "ProofOfBandwidth",
                        Codec.of(proof().encode(), ProofOfBandwidth::decode, ProofOfBandwidth::encode)));
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void whatWasEncodedDecodes(Codec codec) {
        assertThat(codec.reencode.apply(codec.bytes)).isEqualTo(new Decoded.Value<>(codec.bytes));
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void mutatedBytesAreMalformedOrAnotherValueInItsOneForm(Codec codec) {
        var random = new Random(712);
        for (int round = 0; round < ROUNDS; round++) {
            var mutated = Bytes.wrap(mutate(codec.bytes.toArray(), random));
            if (codec.reencode.apply(mutated) instanceof Decoded.Value<Bytes>(var again)) {
                assertThat(again).isEqualTo(mutated);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void everyTruncationIsMalformed(Codec codec) {
        for (int size = 0; size < codec.bytes.size(); size++) {
            assertThat(codec.reencode.apply(codec.bytes.slice(0, size))).isInstanceOf(Decoded.Malformed.class);
        }
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        for (int i = 0; i <= random.nextInt(3); i++) {
            int at = random.nextInt(4) == 0 ? random.nextInt(Math.min(12, bytes.length)) : random.nextInt(bytes.length);
            bytes[at] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static Bytes opening() {
        return Actors.opening(ticket(1)).encode();
    }

    private static ProofOfBandwidth proof() {
        var key = new BillingKey(Actors.POOL, Actors.PROVIDER.address(), UsageKind.BYTES, Actors.hash("card"));
        var rated = new RatingKey(Actors.POOL, Actors.PROVIDER.address(), UsageKind.BYTES, key.profile(), 24_322);
        var row = new UsageRow(key, new Bucket(99), new Bucket(104), new SumNode(Actors.hash("root"), 12_345, 77));
        return new ProofOfBandwidth(
                Actors.CHAIN,
                20,
                new Bucket(100),
                new Bucket(104),
                List.of(row),
                List.of(new RatingRow(rated, Actors.PROVIDER.address(), 12_345, Amount.ofTokens(1), new Bucket(0))),
                List.of(new RejectionCount(Rejection.REPLAYED, 3)),
                Actors.hash("rejections"),
                Actors.hash("deltas"),
                ProofOfBandwidth.windowRoot(List.of(row)));
    }

    private static Arguments codec(String name, Codec codec) {
        return Arguments.of(Named.of(name, codec));
    }
}
