// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Arguments;
import org.tributary.ledger.execution.Slots;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;

/// A demand that waits for its answer, or for its end, as main shows it to everybody.
///
/// @param subject the entry's ticket, or the omitted batch
/// @param receipt the entry's receipt
/// @param place identifies the entry on its chain
/// @param at the entry's window, or the bucket of the batch's arrival: where to look for the answer
/// @param units that the entry counts
/// @param amount what they cost; nothing of an omitted batch
/// @param untilMillis the last moment for an answer
public record OpenDemand(
        DemandKind kind,
        Hash subject,
        Hash receipt,
        Hash place,
        ChainName chain,
        long at,
        Hash pool,
        Address provider,
        Address challenger,
        long units,
        Amount amount,
        long untilMillis) {
    AbiValue[] values() {
        return new AbiValue[] {
            AbiValue.of(kind.code()),
            AbiValue.of(subject),
            AbiValue.of(receipt),
            AbiValue.of(place),
            AbiValue.of(new Hash(Slots.word(chain))),
            AbiValue.of(at),
            AbiValue.of(pool),
            AbiValue.of(provider),
            AbiValue.of(challenger),
            AbiValue.of(units),
            AbiValue.of(amount),
            AbiValue.of(untilMillis)
        };
    }

    /// From what [Challenges#DEMANDED_OF] returns.
    ///
    /// @throws IllegalArgumentException where that is of another version of the protocol
    public static OpenDemand of(Arguments values) {
        var name = values.bytes(4).toArrayUnsafe();
        return new OpenDemand(
                DemandKind.of(values.smallNumber(0)),
                values.hash(1),
                values.hash(2),
                values.hash(3),
                new ChainName(new String(name, StandardCharsets.US_ASCII).replace("\0", "")),
                values.smallNumber(5),
                values.hash(6),
                values.address(7),
                values.address(8),
                values.number(9).min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact(),
                values.amount(10).orElse(Amount.ZERO),
                values.smallNumber(11));
    }
}
