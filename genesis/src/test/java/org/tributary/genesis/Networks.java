// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.primitives.Hash;
import org.tributary.primitives.committee.Validator;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;

/// Networks with known keys, the same in every run.
public final class Networks {
    private Networks() {}

    public static ChainSpec devnet() {
        return Preset.DEVNET.found(founders(4));
    }

    public static Founders founders(int validators) {
        var seats = IntStream.range(0, validators)
                .mapToObj(
                        i -> new Validator(key(100 + i).address(), key(200 + i).publicKey()))
                .toList();
        var accounts = List.of(key(1).address(), key(2).address());
        return new Founders(seats, accounts, 1_760_000_000_000L, seed());
    }

    private static Hash seed() {
        return Keccak.hash(Bytes.fromHexString("0x5eed"));
    }

    private static PrivateKey key(int number) {
        return new PrivateKey(UInt256.valueOf(number).toBytes());
    }
}
