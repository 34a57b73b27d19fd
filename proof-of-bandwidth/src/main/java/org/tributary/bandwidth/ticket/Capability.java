// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.ticket;

import java.util.ArrayList;
import java.util.List;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.crypto.PublicKey;
import org.tributary.primitives.typed.TypedData;

/// The right of a gateway to issue tickets against a pool, within caps: what a stolen gateway key can
/// cost at most.
///
/// @param spendCap of all tickets together, over the capability's life
/// @param maxUnitsPerBucket of all tickets together, in any one bucket
/// @param kinds in the order of their codes, none twice
/// @param until the last valid bucket
/// @param epoch void once the pool's minimum epoch is above it
public record Capability(
        Hash pool,
        PublicKey gatewayKey,
        Amount spendCap,
        long maxUnitsPerBucket,
        List<UsageKind> kinds,
        Bucket from,
        Bucket until,
        long epoch) {
    public static final String TYPE_STRING = "Capability(bytes32 pool,bytes gatewayKey,uint256 spendCap,"
            + "uint64 maxUnitsPerBucket,uint32 kinds,uint64 from,uint64 until,uint64 epoch)";
    private static final Hash TYPE = TypedData.typeHash(TYPE_STRING);

    public Capability {
        kinds = kinds.stream().distinct().sorted().toList();
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("a capability allows at least one usage kind");
        }
        if (maxUnitsPerBucket < 0 || epoch < 0) {
            throw new IllegalArgumentException("counters are not negative");
        }
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("a capability does not end before it begins");
        }
    }

    /// What tickets name the capability by: EIP-712's hashStruct.
    public Hash hash() {
        return TypedData.struct(TYPE)
                .word(pool)
                .bytes(gatewayKey.bytes())
                .amount(spendCap)
                .number(maxUnitsPerBucket)
                .number(kindBits())
                .bucket(from)
                .bucket(until)
                .number(epoch)
                .hash();
    }

    private int kindBits() {
        return kinds.stream().mapToInt(UsageKind::bit).reduce(0, (a, b) -> a | b);
    }

    private static List<UsageKind> kinds(int bits) {
        var kinds = new ArrayList<UsageKind>();
        int known = 0;
        for (var kind : UsageKind.values()) {
            known |= kind.bit();
            if ((bits & kind.bit()) != 0) {
                kinds.add(kind);
            }
        }
        if ((bits & ~known) != 0) {
            throw new IllegalArgumentException("a capability names an unknown usage kind");
        }
        return kinds;
    }

    public void write(RlpListWriter list) {
        list.hash(pool)
                .publicKey(gatewayKey)
                .amount(spendCap)
                .number(maxUnitsPerBucket)
                .number(kindBits())
                .bucket(from)
                .bucket(until)
                .number(epoch);
    }

    public static Capability read(RlpListReader list) {
        return new Capability(
                list.hash(),
                list.publicKey(),
                list.amount(),
                list.number(),
                kinds(list.smallNumber(Integer.MAX_VALUE)),
                list.bucket(),
                list.bucket(),
                list.number());
    }
}
