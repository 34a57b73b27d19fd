// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tributary.primitives.Address;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.crypto.PrivateKey;

/// Vectors that others published.
class TransactionVectorsTest {
    private static final ChainId MAINNET = new ChainId(1);

    /// The worked example in EIP-155.
    @Test
    void eip155Example() {
        var transaction = new LegacyTransaction(
                MAINNET,
                9,
                BigInteger.valueOf(20_000_000_000L),
                21_000,
                new Call(
                        Optional.of(Address.parse("0x3535353535353535353535353535353535353535")),
                        BigInteger.TEN.pow(18),
                        Bytes.EMPTY));
        var key = new PrivateKey(Bytes32.fromHexString("0x" + "46".repeat(32)));
        assertThat(transaction.signingBytes())
                .isEqualTo(
                        Bytes.fromHexString("0xec098504a817c800825208943535353535353535353535353535353535353535880de0"
                                + "b6b3a764000080018080"));
        assertThat(transaction.signingHash())
                .hasToString("0xdaf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53");
        assertThat(SignedTransaction.sign(transaction, key).encoded())
                .isEqualTo(
                        Bytes.fromHexString("0xf86c098504a817c800825208943535353535353535353535353535353535353535880d"
                                + "e0b6b3a76400008025a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276a067cbe9"
                                + "d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83"));
    }

    /// go-ethereum, core/types, `TestEIP155SigningVitalik`.
    @ParameterizedTest
    @CsvSource({
        "0xf864808504a817c800825208943535353535353535353535353535353535353535808025a0044852b2a670ade5407e78fb2863c51de9fcb96542a07186fe3aeda6bb8a116da0044852b2a670ade5407e78fb2863c51de9fcb96542a07186fe3aeda6bb8a116d, 0xf0f6f18bca1b28cd68e4357452947e021241e9ce",
        "0xf864018504a817c80182a410943535353535353535353535353535353535353535018025a0489efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bcaa0489efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc6, 0x23ef145a395ea3fa3deb533b8a9e1b4c6c25d112",
        "0xf864028504a817c80282f618943535353535353535353535353535353535353535088025a02d7c5bef027816a800da1736444fb58a807ef4c9603b7848673f7e3a68eb14a5a02d7c5bef027816a800da1736444fb58a807ef4c9603b7848673f7e3a68eb14a5, 0x2e485e0c23b4c3c542628a5f672eeab0ad4888be"
    })
    void sendersOfGoEthereum(String encoded, String sender) {
        assertThat(decoded(encoded).sender()).contains(Address.parse(sender));
    }

    /// go-ethereum, core/types, `TestEIP2930Signer` and `TestEIP2718TransactionEncode`.
    @Test
    void accessListTransactionOfGoEthereum() {
        var signed =
                decoded("0x01f8630103018261a894b94f5374fce5edbc8e2a8697c15331677e6ebf0b0a825544c001a0c9519f4f2b30335884"
                        + "581971573fadf60c6204f59a911df35ee8a540456b2660a032f1e8e2c5dd761f9e4f88f41c8310aeaba26a8bfcdacfedfa12"
                        + "ec3862d37521");
        var call = new Call(
                Optional.of(Address.parse("0xb94f5374fce5edbc8e2a8697c15331677e6ebf0b")),
                BigInteger.TEN,
                Bytes.fromHexString("0x5544"));
        assertThat(signed.transaction())
                .isEqualTo(new AccessListTransaction(MAINNET, 3, BigInteger.ONE, 25_000, call, AccessList.EMPTY));
        assertThat(signed.transaction().signingHash())
                .hasToString("0x49b486f0ec0a60dfbbca2d30cb07c9e8ffb2a2ff41f29a1ab6737475f6ff69f3");
    }

    private static SignedTransaction decoded(String hex) {
        return SignedTransaction.decode(Bytes.fromHexString(hex)).orBroken("vector");
    }
}
