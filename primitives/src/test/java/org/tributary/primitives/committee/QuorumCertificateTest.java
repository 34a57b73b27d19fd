// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.committee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.View;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;

class QuorumCertificateTest {
    private final Seats seats = Seats.of(4);
    private final Vote vote = Seats.vote();

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 6, 7, 10, 21})
    void aQuorumSufficesAndOneLessDoesNot(int size) {
        var committee = Seats.of(size);
        int quorum = committee.committee().quorum();
        var enough = committee.certificate(vote, range(quorum));
        var less = committee.certificate(vote, range(quorum - 1));
        assertThat(enough.verify(committee.committee())).isEqualTo(Verdict.accept());
        assertThat(less.verify(committee.committee()).accepted()).isFalse();
    }

    @Test
    void anyQuorumOfSeatsWillDo() {
        assertThat(seats.certificate(vote, 0, 2, 3).verify(seats.committee())).isEqualTo(Verdict.accept());
        assertThat(seats.certificate(vote, 0, 1, 2, 3).verify(seats.committee()))
                .isEqualTo(Verdict.accept());
    }

    @Test
    void aForgedSignatureIsRefused() {
        var right = seats.certificate(vote, 0, 1, 2).signatures();
        var forged = List.of(right.get(0), right.get(1), Seats.key(50).sign(vote.signingHash()));
        refuses(new QuorumCertificate(vote, 0b0111, forged), "the signature of seat 2");
    }

    @Test
    void oneSignatureDoesNotCountTwice() {
        var one = seats.certificate(vote, 0).signatures().getFirst();
        refuses(new QuorumCertificate(vote, 0b0111, List.of(one, one, one)), "the signature of seat 1");
    }

    @Test
    void signaturesInAnotherOrderAreRefused() {
        var right = seats.certificate(vote, 0, 1, 2).signatures();
        refuses(new QuorumCertificate(vote, 0b0111, right.reversed()), "the signature of seat 0");
    }

    @Test
    void seatsBeyondTheCommitteeAreRefused() {
        refuses(Seats.of(7).certificate(vote, 0, 1, 5), "a seat that the committee does not have");
    }

    @Test
    void bitmapAndSignaturesMustAgree() {
        var right = seats.certificate(vote, 0, 1, 2).signatures();
        assertThatThrownBy(() -> new QuorumCertificate(vote, 0b1111, right)).hasMessageContaining("per set bit");
        assertThatThrownBy(() -> new QuorumCertificate(vote, Long.MIN_VALUE | 0b11, right))
                .hasMessageContaining("per set bit");
    }

    /// Whatever the vote says is under the signatures: none of them carries over to another slot, phase or network.
    @Test
    void signaturesCountForOneVoteOnly() {
        var right = seats.certificate(vote, 0, 1, 2);
        var chain = vote.chain();
        var phase = vote.phase();
        var others = List.of(
                new Vote(Hash.ZERO, chain, 0, vote.height(), vote.view(), phase, vote.digest()),
                new Vote(vote.network(), ChainName.MAIN, 0, vote.height(), vote.view(), phase, vote.digest()),
                new Vote(vote.network(), chain, 0, new Height(301), vote.view(), phase, vote.digest()),
                new Vote(vote.network(), chain, 0, vote.height(), View.ZERO, phase, vote.digest()),
                new Vote(vote.network(), chain, 0, vote.height(), vote.view(), Vote.Phase.PREPARE, vote.digest()),
                new Vote(vote.network(), chain, 0, vote.height(), vote.view(), phase, Hash.ZERO));
        for (var other : others) {
            refuses(new QuorumCertificate(other, right.signers(), right.signatures()), "the signature of seat 0");
        }
    }

    @Test
    void anotherEpochIsRefused() {
        var later = new Vote(vote.network(), vote.chain(), 1, vote.height(), vote.view(), vote.phase(), vote.digest());
        refuses(seats.certificate(later, 0, 1, 2), "certificate of epoch 1");
    }

    @Test
    void bytesAreThoseOfTheGoldenVectors() throws IOException {
        var written = Rlp.list(seats.certificate(vote, 0, 1, 3)::write);
        var golden = Files.readAllLines(Path.of("..", "docs", "vectors", "quorum-certificate.txt")).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .toList();
        assertThat(List.of("vote.signingHash = " + vote.signingHash(), "certificate = " + written))
                .isEqualTo(golden);
    }

    @Test
    void whatIsWrittenIsReadBack() {
        var certificate = seats.certificate(vote, 0, 1, 3);
        assertThat(read(Rlp.list(certificate::write))).isEqualTo(new Decoded.Value<>(certificate));
    }

    @Test
    void everyTruncationIsMalformed() {
        var written = Rlp.list(seats.certificate(vote, 0, 1, 3)::write);
        for (int size = 0; size < written.size(); size++) {
            assertThat(read(written.slice(0, size))).isInstanceOf(Decoded.Malformed.class);
        }
    }

    /// Every flipped bit leads to malformed bytes or to a certificate that does not verify.
    @Test
    void everyFlippedBitIsRefused() {
        var committee = seats.committee();
        var written = Rlp.list(seats.certificate(vote, 0, 1, 3)::write);
        for (int bit = 0; bit < written.size() * 8; bit++) {
            var flipped = written.toArray();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            if (read(Bytes.wrap(flipped)) instanceof Decoded.Value<QuorumCertificate>(var other)) {
                assertThat(other.verify(committee).accepted()).as("bit " + bit).isFalse();
            }
        }
    }

    private void refuses(QuorumCertificate certificate, String reason) {
        assertThat(certificate.verify(seats.committee()))
                .isInstanceOfSatisfying(
                        Verdict.Reject.class,
                        reject -> assertThat(reject.reason()).contains(reason));
    }

    private Decoded<QuorumCertificate> read(Bytes bytes) {
        return Rlp.decodeList(bytes, list -> QuorumCertificate.read(vote.network(), list));
    }

    private static int[] range(int count) {
        return IntStream.range(0, count).toArray();
    }
}
