// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.typed.Domain;

class TicketFileTest {
    private final Issued issued = new Issued();
    private final TicketFile file = issued.ticket(new Bucket(1_000), new Bucket(1_299), 5_000, 4_000);

    @Test
    void whatIsWrittenIsRead(@TempDir Path directory) throws Exception {
        var path = directory.resolve("ticket.json");
        file.write(path);
        assertThat(TicketFile.read(path)).isEqualTo(new Decoded.Value<>(file));
        assertThat(file.validFrom()).hasToString("1970-01-01T00:16:40Z");
        assertThat(file.validUntil()).hasToString("1970-01-01T00:21:40Z");
    }

    @Test
    void copiesMayBeLeftOut() {
        var without = file.json()
                .lines()
                .filter(line -> !line.contains("\"region\"") && !line.contains("\"maxUnits\""))
                .toList();
        assertThat(TicketFile.parse(String.join("\n", without))).isEqualTo(new Decoded.Value<>(file));
    }

    @Test
    void aCopyThatDiffersFromTheOpeningIsRefused() {
        assertThat(reason(file.json().replace("\"maxUnits\" : 5000", "\"maxUnits\" : 5001")))
                .isEqualTo("maxUnits: is not what the opening says: 5000");
        assertThat(reason(file.json().replace("\"maxUnits\" : 5000", "\"maxUnits\" : \"5000\"")))
                .startsWith("maxUnits:");
        assertThat(reason(file.json().replace("\"kind\" : \"BYTES\"", "\"kind\" : \"HOURS\"")))
                .startsWith("kind:");
        assertThat(reason(file.json().replace("00:16:40", "00:16:41"))).startsWith("validFrom:");
    }

    @Test
    void unknownMissingAndRepeatedFieldsAreRefused() {
        assertThat(reason(file.json().replace("\"region\"", "\"religion\""))).isEqualTo("religion: unknown field");
        assertThat(reason(file.json().replace("\"network\"", "\"region\""))).contains("Duplicate field");
        assertThat(reason("{}")).isEqualTo("network: is missing");
        assertThat(reason("[]")).isEqualTo("must be a JSON object");
        assertThat(reason(file.json() + "{}")).startsWith("no JSON");
    }

    @Test
    void aTicketForAnotherNetworkIsRefused() {
        var json = file.json();
        assertThat(reason(json.replace(Issued.NETWORK.toString(), Hash.ZERO.toString())))
                .contains("signed no such ticket");
        assertThat(reason(json.replace("\"chainId\" : 777", "\"chainId\" : 778")))
                .contains("signed no such ticket");
        assertThat(reason(json.replace("\"chain\" : \"cdn\"", "\"chain\" : \"voip\"")))
                .contains("signed no such ticket");
        var elsewhere = Domain.of(new ChainId(1), Hash.ZERO, new ChainName("cdn"));
        var foreign = new TicketFile(
                Issued.NETWORK,
                Issued.CHAIN_ID,
                Issued.CDN,
                Issued.BUCKET_MILLIS,
                issued.opening(Bucket.ZERO, Bucket.ZERO, 1, 1, elsewhere));
        assertThat(reason(foreign.json())).contains("signed no such ticket");
    }

    /// Whether the pool's owner signed the capability only the chain can tell: nobody else knows the owner.
    @Test
    void aFlippedDigitOfTheOpeningIsRefused() {
        var hex = file.opening().encode().toHexString();
        var ownersWord = file.opening().capability().signature().bytes().toUnprefixedHexString();
        int from = hex.indexOf(ownersWord);
        for (int i = 2; i < hex.length(); i++) {
            if (i >= from && i < from + ownersWord.length()) {
                continue;
            }
            char digit = hex.charAt(i) == '0' ? '1' : '0';
            var flipped = hex.substring(0, i) + digit + hex.substring(i + 1);
            assertThat(TicketFile.parse(file.json().replace(hex, flipped)))
                    .as("digit " + i)
                    .isInstanceOf(Decoded.Malformed.class);
        }
    }

    private static String reason(String json) {
        return TicketFile.parse(json) instanceof Decoded.Malformed<TicketFile>(var reason) ? reason : "";
    }
}
