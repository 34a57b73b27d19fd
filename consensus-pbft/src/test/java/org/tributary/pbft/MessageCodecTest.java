// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tributary.pbft.PbftMessage.Fetch;
import org.tributary.pbft.PbftMessage.QueryStable;
import org.tributary.pbft.PbftMessage.ReplyStable;
import org.tributary.pbft.PbftMessage.Status;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.committee.Vote;

class MessageCodecTest {
    private static final Height ONE = new Height(1);
    private static final View FIRST = new View(1);
    private static final Seats SEATS = Seats.of(4);
    private static final Proposal BLOCK = TestBlock.of(ONE, View.ZERO, "a");
    private static final MessageCodec CODEC = new MessageCodec(SEATS.follower(), TestBlock::decode);
    private static final MessageVerifier VERIFIER = new MessageVerifier(SEATS.follower());

    static List<PbftMessage> messages() {
        var changes = Stream.of(0, 1, 2)
                .map(seat -> SEATS.viewChange(seat, ONE, FIRST, Optional.of(BLOCK)))
                .toList();
        return List.of(
                SEATS.prePrepare(View.ZERO, BLOCK),
                SEATS.prepare(2, View.ZERO, BLOCK),
                SEATS.commit(3, FIRST, BLOCK),
                SEATS.viewChange(1, ONE, FIRST, Optional.empty()),
                changes.getFirst(),
                SEATS.newView(ONE, FIRST, changes, Optional.of(BLOCK)),
                new Status(Optional.empty()),
                new Status(Optional.of(SEATS.certificate(Vote.Phase.COMMIT, View.ZERO, BLOCK))),
                new Fetch(ONE),
                SEATS.certified(BLOCK),
                new QueryStable(1_000_000_007),
                Seats.NOTHING_KNOWN,
                new ReplyStable(
                        1,
                        Optional.of(SEATS.certificate(Vote.Phase.COMMIT, View.ZERO, BLOCK)),
                        View.ZERO,
                        Optional.of(SEATS.certificate(Vote.Phase.PREPARE, View.ZERO, BLOCK)),
                        Optional.of(SEATS.commit(3, View.ZERO, BLOCK))),
                new ReplyStable(
                        2,
                        Optional.empty(),
                        View.ZERO,
                        Optional.empty(),
                        Optional.of(SEATS.prepare(2, View.ZERO, BLOCK))),
                new ReplyStable(
                        3,
                        Optional.empty(),
                        View.ZERO,
                        Optional.empty(),
                        Optional.of(changes.getFirst().withoutBlock())));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void whatIsWrittenIsReadBack(PbftMessage message) {
        assertThat(CODEC.decode(CODEC.encode(message))).isEqualTo(new Decoded.Value<>(message));
    }

    /// So that a transport can leave the block out, and put it back.
    @ParameterizedTest
    @MethodSource("messages")
    void theBlockInItStandsLast(PbftMessage message) {
        var bytes = CODEC.encode(message);
        message.proposed()
                .map(Proposal::block)
                .ifPresent(block ->
                        assertThat(bytes.slice(bytes.size() - block.size())).isEqualTo(block));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void honestMessagesVerify(PbftMessage message) {
        assertThat(VERIFIER.verify(message).accepted()).isTrue();
    }

    /// The wire format is fixed, and signatures are deterministic: every byte is as published.
    @Test
    void theBytesAreThePublishedOnes() throws IOException {
        var published = Files.readAllLines(Path.of("../docs/vectors/pbft-messages.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(messages().stream()
                        .map(message -> message.getClass().getSimpleName() + " "
                                + CODEC.encode(message).toHexString()))
                .containsExactlyElementsOf(published);
    }

    /// A changed message is refused, or changed only in what no signature covers and no proof needs.
    @ParameterizedTest
    @MethodSource("messages")
    void noMutationIsTakenForAnotherVote(PbftMessage message) {
        var random = new Random(11);
        var bytes = CODEC.encode(message);
        for (int round = 0; round < 400; round++) {
            var mutant = mutant(bytes, random);
            // Whatever comes in: a value or a reason, never an exception.
            if (CODEC.decode(mutant) instanceof Decoded.Value<PbftMessage>(var decoded)
                    && !decoded.equals(message)
                    && VERIFIER.verify(decoded).accepted()) {
                assertThat(decoded).isInstanceOfAny(Fetch.class, Status.class, QueryStable.class, ReplyStable.class);
            }
        }
    }

    private static Bytes mutant(Bytes bytes, Random random) {
        var copy = bytes.toArray();
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        var mutant = Bytes.wrap(copy);
        return random.nextInt(8) == 0 ? mutant.slice(0, random.nextInt(mutant.size())) : mutant;
    }

    @Test
    void aMessageOfAnotherChainIsMalformed() {
        var here = SEATS.follower();
        var elsewhere =
                new Instance(here.network(), new ChainName("cdn"), here.committee(), here.voter(), here.rules());
        var foreign = new MessageCodec(elsewhere, TestBlock::decode).encode(new Fetch(ONE));
        assertThat(CODEC.decode(foreign)).isInstanceOf(Decoded.Malformed.class);
    }
}
