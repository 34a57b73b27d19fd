// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tributary.node.edge.content.ByteRanges.Part;
import org.tributary.node.edge.content.ByteRanges.Parts;
import org.tributary.node.edge.content.ByteRanges.Unsatisfiable;
import org.tributary.node.edge.content.ByteRanges.Whole;

/// RFC 9110 §14.
class ByteRangesTest {
    private static ByteRanges of(String header) {
        return ByteRanges.parse(header, 10_000);
    }

    private static Parts parts(Part... parts) {
        return new Parts(List.of(parts));
    }

    @Test
    void theExamplesOfTheStandard() {
        assertThat(of("bytes=0-499")).isEqualTo(parts(new Part(0, 499)));
        assertThat(of("bytes=500-999")).isEqualTo(parts(new Part(500, 999)));
        assertThat(of("bytes=-500")).isEqualTo(parts(new Part(9_500, 9_999)));
        assertThat(of("bytes=9500-")).isEqualTo(parts(new Part(9_500, 9_999)));
        assertThat(of("bytes=0-0,-1")).isEqualTo(parts(new Part(0, 0), new Part(9_999, 9_999)));
        assertThat(of("bytes= 0-999, 4500-5499, -1000"))
                .isEqualTo(parts(new Part(0, 999), new Part(4_500, 5_499), new Part(9_000, 9_999)));
    }

    @Test
    void anEndBehindTheObjectIsTheObjectsEnd() {
        assertThat(of("bytes=9999-20000")).isEqualTo(parts(new Part(9_999, 9_999)));
        assertThat(of("bytes=-20000")).isEqualTo(parts(new Part(0, 9_999)));
        assertThat(of("bytes=1-999999999999999999")).isEqualTo(parts(new Part(1, 9_999)));
    }

    @Test
    void rangesOutsideAreLeftOutAndNoneIsUnsatisfiable() {
        assertThat(of("bytes=10000-,0-1")).isEqualTo(parts(new Part(0, 1)));
        assertThat(of("bytes=10000-")).isEqualTo(new Unsatisfiable());
        assertThat(of("bytes=-0")).isEqualTo(new Unsatisfiable());
        assertThat(ByteRanges.parse("bytes=0-", 0)).isEqualTo(new Unsatisfiable());
        assertThat(ByteRanges.parse("bytes=-1", 0)).isEqualTo(new Unsatisfiable());
    }

    @Test
    void whatIsNotUnderstoodIsTheWholeObject() {
        for (var header : List.of(
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=a-b",
                "bytes=5-4",
                "items=0-1",
                "bytes=0-1;2-3",
                "bytes=1-1,,2-2",
                "bytes=12345678901234567890-")) {
            assertThat(of(header)).as(header).isEqualTo(new Whole());
        }
    }

    @Test
    void noRequestGetsMoreThanTheObjectOrAThousandParts() {
        assertThat(of("bytes=0-9999,0-9999")).isEqualTo(new Whole());
        assertThat(of("bytes=" + "0-0,".repeat(16) + "1-1")).isEqualTo(new Whole());
        assertThat(of("bytes=" + "0-0,".repeat(15) + "1-1")).isInstanceOf(Parts.class);
    }
}
