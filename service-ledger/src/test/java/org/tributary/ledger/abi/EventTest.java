// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.abi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.Keccak;

class EventTest {
    private static final Event TRANSFER = Event.of("Transfer(address indexed from, address indexed to, uint256 value)");

    @Test
    void topic0IsThatOfErc20() {
        assertThat(TRANSFER.topic0()).hasToString("0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
    }

    @Test
    void indexedValuesAreTopicsAndTheRestIsData() {
        var entry = TRANSFER.encode(AbiValue.of(Address.reserved(1)), AbiValue.of(Address.reserved(2)), AbiValue.of(3));
        assertThat(entry.topics()).containsExactly(TRANSFER.topic0(), word(1), word(2));
        assertThat(entry.data()).isEqualTo(word(3).bytes());
        assertThat(TRANSFER.decode(entry).orBroken("log"))
                .isEqualTo(new Arguments(
                        List.of(AbiValue.of(Address.reserved(1)), AbiValue.of(Address.reserved(2)), AbiValue.of(3))));
    }

    @Test
    void valuesKeepTheirOrderWhateverIsIndexed() {
        var event = Event.of("E(string a, uint8 indexed b, bytes c, bool indexed d)");
        AbiValue[] values = {AbiValue.of("a"), AbiValue.of(2), AbiValue.of(Bytes.of(3)), AbiValue.of(true)};
        assertThat(event.decode(event.encode(values)).orBroken("log").values()).containsExactly(values);
    }

    @Test
    void indexedStringsAreHashed() {
        var entry = Event.of("Named(string indexed name)").encode(AbiValue.of("edge"));
        assertThat(entry.topics().get(1)).isEqualTo(Keccak.hash(Bytes.wrap("edge".getBytes(StandardCharsets.UTF_8))));
        assertThat(entry.data()).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void indexedFixedBytesArePaddedAndNotHashed() {
        var entry = Event.of("Opened(bytes16 indexed ticket)").encode(AbiValue.of(Bytes.repeat((byte) 7, 16)));
        assertThat(entry.topics().get(1).bytes().slice(16)).isEqualTo(Bytes.wrap(new byte[16]));
    }

    @Test
    void logsOfOtherEventsAreMalformed() {
        var other = Event.of("Approval(address indexed owner, address indexed spender, uint256 value)")
                .encode(AbiValue.of(Address.ZERO), AbiValue.of(Address.ZERO), AbiValue.of(1));
        assertThat(TRANSFER.decode(other)).isInstanceOf(Decoded.Malformed.class);
        var dirty = new Event.Entry(List.of(TRANSFER.topic0(), TRANSFER.topic0(), word(2)), word(3).bytes());
        assertThat(TRANSFER.decode(dirty)).isInstanceOf(Decoded.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "E(bool indexed a, bool indexed b, bool indexed c, bool indexed d)",
                "E(bool[] indexed a)",
                "E((bool) indexed a)"
            })
    void whatCannotBeReadBackCannotBeIndexed(String signature) {
        assertThatThrownBy(() -> Event.of(signature)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Hash word(int number) {
        return Hash.of(Bytes.concatenate(Bytes.wrap(new byte[28]), Bytes.ofUnsignedInt(number)));
    }
}
