// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.typed;

import java.nio.charset.StandardCharsets;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.Keccak;

/// The EIP-712 domain of one service chain of one network. What is signed in one domain is worthless in every other.
///
/// @param separator `hashStruct(EIP712Domain)`
public record Domain(ChainId chainId, Hash salt, Hash separator) {
    public static final String NAME = "Tributary";
    public static final String VERSION = "1";
    private static final Hash TYPE =
            TypedData.typeHash("EIP712Domain(string name,string version,uint256 chainId,bytes32 salt)");
    private static final Bytes PREFIX = Bytes.of(0x19, 0x01);

    /// salt = keccak(genesis hash ‖ service chain's name). Protocol §1.
    public static Domain of(ChainId chainId, Hash genesis, ChainName serviceChain) {
        var salt = Keccak.hash(genesis.bytes(), Bytes.wrap(serviceChain.text().getBytes(StandardCharsets.US_ASCII)));
        var separator = TypedData.struct(TYPE)
                .text(NAME)
                .text(VERSION)
                .number(chainId.number())
                .word(salt)
                .hash();
        return new Domain(chainId, salt, separator);
    }

    /// What a wallet signs: keccak(0x1901 ‖ separator ‖ hashStruct).
    public Hash digest(Hash structHash) {
        return Keccak.hash(PREFIX, separator.bytes(), structHash.bytes());
    }
}
