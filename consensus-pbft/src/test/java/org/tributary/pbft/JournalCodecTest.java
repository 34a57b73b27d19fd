// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.committee.Vote;

class JournalCodecTest {
    private static final Height ONE = new Height(1);
    private static final Seats SEATS = Seats.of(4);
    private static final Proposal BLOCK = TestBlock.of(ONE, View.ZERO, "a");
    private static final JournalCodec CODEC = new JournalCodec(SEATS.follower(), TestBlock::decode);

    static List<JournalRecord> records() {
        return List.of(
                new JournalRecord.Began(ONE),
                new JournalRecord.Accepted(new View(2), BLOCK),
                new JournalRecord.Locked(SEATS.certificate(Vote.Phase.PREPARE, View.ZERO, BLOCK)),
                new JournalRecord.Changed(ONE, new View(3)),
                new JournalRecord.Forgot(ONE));
    }

    @ParameterizedTest
    @MethodSource("records")
    void whatIsWrittenIsReadBack(JournalRecord written) {
        assertThat(CODEC.decode(CODEC.encode(written))).isEqualTo(new Decoded.Value<>(written));
    }

    @Test
    void theFormatIsFixed() {
        assertThat(CODEC.encode(new JournalRecord.Began(ONE))).isEqualTo(Bytes.fromHexString("0xc20101"));
        assertThat(CODEC.encode(new JournalRecord.Changed(ONE, new View(3))))
                .isEqualTo(Bytes.fromHexString("0xc3040103"));
    }
}
