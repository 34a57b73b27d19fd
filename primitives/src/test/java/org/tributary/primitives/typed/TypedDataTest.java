// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.typed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.tributary.primitives.Address;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;

/// The "Mail" example of EIP-712, with the values that the EIP's reference test asserts.
class TypedDataTest {
    private static final Hash PERSON = TypedData.typeHash("Person(string name,address wallet)");
    private static final Hash MAIL =
            TypedData.typeHash("Mail(Person from,Person to,string contents)Person(string name,address wallet)");
    private static final Hash DOMAIN =
            TypedData.typeHash("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");

    @Test
    void mailOfTheEip() {
        assertThat(MAIL).hasToString("0xa0cedeb2dc280ba39b857546d74f5549c3a1d7bdc2dd96bf881f76108e23dac2");
        assertThat(mail()).hasToString("0xc52c0ee5d84264471806290a3f2c4cecfc5490626bf912d01f240d7a274b371e");
        assertThat(domain()).hasToString("0xf2cee375fa42b42143804025fc449deafd50cc031ca257e0b194a650a912090f");
        assertThat(digest()).hasToString("0xbe609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2");
    }

    @Test
    void signatureOfTheEip() {
        var cow = new PrivateKey(Keccak.hash(Bytes.wrap("cow".getBytes(StandardCharsets.US_ASCII)))
                .bytes());
        assertThat(cow.address()).hasToString("0xcd2a3d9f938e13cd947ec05abc7fe734df8dd826");
        assertThat(cow.signRecoverable(digest()).bytes())
                .hasToString("0x4355c47d63924e8a72e509b65029052eb6c299d53a04e167c5775fd466751c9d"
                        + "07299936d304c153f6443dfa05f40ff007d72911b6f72307f996231605b91562"
                        + "1c");
    }

    @Test
    void domainsOfOtherNetworksChainsAndServicesDiffer() {
        var here = Domain.of(new ChainId(7), Hash.ZERO, new ChainName("cdn"));
        var one = here.digest(mail());
        assertThat(one)
                .isNotEqualTo(Domain.of(new ChainId(8), Hash.ZERO, new ChainName("cdn"))
                        .digest(mail()))
                .isNotEqualTo(
                        Domain.of(new ChainId(7), mail(), new ChainName("cdn")).digest(mail()))
                .isNotEqualTo(Domain.of(new ChainId(7), Hash.ZERO, new ChainName("calls"))
                        .digest(mail()));
    }

    private static Hash digest() {
        return Keccak.hash(Bytes.of(0x19, 0x01), domain().bytes(), mail().bytes());
    }

    private static Hash domain() {
        return TypedData.struct(DOMAIN)
                .text("Ether Mail")
                .text("1")
                .number(1)
                .address(Address.parse("0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC"))
                .hash();
    }

    private static Hash mail() {
        return TypedData.struct(MAIL)
                .word(person("Cow", "0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826"))
                .word(person("Bob", "0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB"))
                .text("Hello, Bob!")
                .hash();
    }

    private static Hash person(String name, String wallet) {
        return TypedData.struct(PERSON)
                .text(name)
                .address(Address.parse(wallet))
                .hash();
    }
}
