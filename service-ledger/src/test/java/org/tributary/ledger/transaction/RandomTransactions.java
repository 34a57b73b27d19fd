// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.transaction;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.tributary.primitives.Address;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PrivateKey;

/// Transactions of all types, the same for the same seed. Small and huge numbers, and empty fields, are frequent.
final class RandomTransactions {
    private final RandomGenerator random;

    RandomTransactions(RandomGenerator random) {
        this.random = random;
    }

    Transaction next() {
        return switch (random.nextInt(3)) {
            case 0 -> new LegacyTransaction(chain(), number(), bigNumber(), number(), call());
            case 1 -> new AccessListTransaction(chain(), number(), bigNumber(), number(), call(), accessList());
            default ->
                new FeeMarketTransaction(chain(), number(), bigNumber(), bigNumber(), number(), call(), accessList());
        };
    }

    PrivateKey key() {
        return new PrivateKey(Bytes32.wrap(bytes(32)));
    }

    private ChainId chain() {
        return new ChainId(1 + (random.nextLong() >>> (32 + random.nextInt(31))) % ((1L << 32) - 1));
    }

    private long number() {
        return random.nextLong() >>> (1 + random.nextInt(63));
    }

    private BigInteger bigNumber() {
        return Bytes.wrap(bytes(random.nextInt(33))).toUnsignedBigInteger();
    }

    private Call call() {
        var to = random.nextInt(8) == 0 ? Optional.<Address>empty() : Optional.of(address());
        return new Call(to, bigNumber(), Bytes.wrap(bytes(random.nextInt(3) * random.nextInt(200))));
    }

    private AccessList accessList() {
        var entries = new ArrayList<AccessList.Entry>();
        for (int i = random.nextInt(4); i > 0; i--) {
            var slots = new ArrayList<Hash>();
            for (int j = random.nextInt(4); j > 0; j--) {
                slots.add(Hash.of(Bytes.wrap(bytes(32))));
            }
            entries.add(new AccessList.Entry(address(), List.copyOf(slots)));
        }
        return new AccessList(entries);
    }

    private Address address() {
        return new Address(Bytes.wrap(bytes(Address.SIZE)));
    }

    private byte[] bytes(int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }
}
