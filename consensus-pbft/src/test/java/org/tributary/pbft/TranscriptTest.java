// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tributary.pbft.JournalRecord.Accepted;
import org.tributary.pbft.JournalRecord.Began;
import org.tributary.pbft.PbftMessage.ReplyStable;
import org.tributary.pbft.PbftMessage.Status;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.QuorumCertificate;
import org.tributary.primitives.committee.Vote;

/// Whole stories, as golden texts in `src/test/resources/transcripts`.
class TranscriptTest {
    private static final Height ONE = new Height(1);
    private static final View FIRST = new View(1);
    private static final Seats SEATS = Seats.of(4);
    private static final Proposal BLOCK = block(1);

    private static Proposal block(long height) {
        return TestBlock.of(new Height(height), View.ZERO, "A");
    }

    private static QuorumCertificate committed(long height) {
        return SEATS.certificate(Vote.Phase.COMMIT, View.ZERO, block(height));
    }

    private static ReplyStable reply(Optional<QuorumCertificate> committed, Optional<PbftMessage.Signed> yours) {
        return new ReplyStable(7, committed, View.ZERO, Optional.empty(), yours);
    }

    private static void expect(String name, Transcript transcript) throws IOException {
        try (var golden = TranscriptTest.class.getResourceAsStream("/transcripts/" + name + ".txt")) {
            var text = new String(Objects.requireNonNull(golden, name).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(transcript.toString()).isEqualTo(text);
        }
    }

    /// Castro–Liskov §4.2.
    @Test
    void normalCase() throws IOException {
        expect(
                "normal-case",
                new Transcript("Seat 1 of 4, a backup, at height 1.", State.fresh(SEATS.replica(1), Tip.GENESIS))
                        .on(new Event.DemandChanged(true))
                        .receives(SEATS.prePrepare(View.ZERO, BLOCK))
                        .validates(BLOCK)
                        .receives(SEATS.prepare(2, View.ZERO, BLOCK))
                        .receives(SEATS.prepare(3, View.ZERO, BLOCK))
                        .receives(SEATS.commit(0, View.ZERO, BLOCK))
                        .receives(SEATS.commit(2, View.ZERO, BLOCK))
                        .on(new Event.Committed(ONE)));
    }

    /// Castro–Liskov §4.4.
    @Test
    void viewChangeWithReproposal() throws IOException {
        expect(
                "view-change-with-reproposal",
                new Transcript(
                                "Seat 1 of 4, primary of view 1, at height 1. The primary of view 0 dies after its"
                                        + " proposal.",
                                State.fresh(SEATS.replica(1), Tip.GENESIS))
                        .on(new Event.DemandChanged(true))
                        .receives(SEATS.prePrepare(View.ZERO, BLOCK))
                        .validates(BLOCK)
                        .receives(SEATS.viewChange(2, ONE, FIRST, Optional.of(BLOCK)))
                        .receives(SEATS.viewChange(3, ONE, FIRST, Optional.empty()))
                        .receives(SEATS.prepare(2, FIRST, BLOCK))
                        .receives(SEATS.prepare(3, FIRST, BLOCK))
                        .receives(SEATS.commit(2, FIRST, BLOCK))
                        .receives(SEATS.commit(3, FIRST, BLOCK)));
    }

    /// Protocol §3, the amnesia rule.
    @Test
    void amnesiaAtStart() throws IOException {
        var records = List.<JournalRecord>of(new Began(ONE), new Accepted(View.ZERO, BLOCK));
        var later = SEATS.prepare(3, View.ZERO, block(2));
        expect(
                "amnesia-at-start",
                new Transcript(
                                "Seat 3 of 4 starts with a journal from an old backup: it prepared a block at height 2"
                                        + " since.",
                                Recovery.recovered(
                                        SEATS.replica(3),
                                        new Recovery.Found(Tip.GENESIS, records, false, List.of()),
                                        7))
                        .on(new Event.Started())
                        .on(new Event.Received(0, reply(Optional.of(committed(1)), Optional.of(later))))
                        .on(new Event.Received(1, reply(Optional.of(committed(1)), Optional.empty())))
                        .timesOut(Timer.ANSWERS)
                        .receives(SEATS.certified(block(1)))
                        .on(new Event.Committed(ONE))
                        .receives(SEATS.prePrepare(View.ZERO, block(2)))
                        .receives(SEATS.certified(block(2)))
                        .on(new Event.Committed(new Height(2)))
                        .receives(SEATS.certified(block(3)))
                        .on(new Event.Committed(new Height(3)))
                        .receives(SEATS.prePrepare(View.ZERO, block(4)))
                        .validates(block(4)));
    }

    /// Protocol §3.
    @Test
    void catchUp() throws IOException {
        expect(
                "catch-up",
                new Transcript("Seat 3 of 4 was away for two heights.", State.fresh(SEATS.replica(3), Tip.GENESIS))
                        .on(new Event.DemandChanged(true))
                        .timesOut(Timer.PROGRESS)
                        .on(new Event.Received(1, new Status(Optional.of(committed(2)))))
                        .timesOut(Timer.CATCH_UP)
                        .receives(SEATS.certified(block(2)))
                        .receives(SEATS.certified(block(1)))
                        .on(new Event.Committed(ONE))
                        .on(new Event.Committed(new Height(2)))
                        .receives(SEATS.prePrepare(View.ZERO, block(3)))
                        .validates(block(3)));
    }
}
