// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.eth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.tributary.primitives.crypto.Keccak;

final class LogsBloomTest {
    /// The digest is go-ethereum's, from `TestBloomExtensively`.
    @Test
    void setsTheBitsThatEthereumSets() {
        var bloom = new byte[LogsBloom.SIZE];
        for (int i = 0; i < 100; i++) {
            LogsBloom.add(bloom, item(i));
        }
        assertThat(Keccak.hash(Bytes.wrap(bloom)))
                .hasToString("0xc8d3ca65cdb4874300a9e39475508f23ed6da09fdbc487f89a2dcf50b09eb263");
    }

    @Test
    void containsWhatWasAddedAndLittleElse() {
        var bloom = new byte[LogsBloom.SIZE];
        LogsBloom.add(bloom, item(1));
        assertThat(LogsBloom.mayContain(Bytes.wrap(bloom), LogsBloom.bits(item(1))))
                .isTrue();
        assertThat(LogsBloom.mayContain(Bytes.wrap(bloom), LogsBloom.bits(item(2))))
                .isFalse();
    }

    private static Bytes item(int i) {
        return Bytes.wrap(("xxxxxxxxxx data " + i + " yyyyyyyyyyyyyy").getBytes(StandardCharsets.UTF_8));
    }
}
