// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

import org.tributary.primitives.Amount;

/// The native token (18 decimals) and the price of gas.
///
/// @param supply all tokens that exist at genesis: allocations and reserve together
/// @param reserve what is issued over the years as rewards. Protocol §4
/// @param gasPrice flat, in smallest units per gas; burned
/// @param blockGasLimit gas of the user transactions of one block
public record TokenRules(Amount supply, Amount reserve, Amount gasPrice, long blockGasLimit) {
    /// The gas of a plain transfer (Ethereum): a block that cannot hold one is of no use.
    public static final long TRANSFER_GAS = 21_000;

    public TokenRules {
        Fields.require(!supply.isZero(), "supply", "must be above 0");
        Fields.require(!supply.isLessThan(reserve), "reserve", "must not exceed the supply");
        Fields.between("blockGasLimit", blockGasLimit, TRANSFER_GAS, 1L << 48);
        Fields.require(
                gasPrice.units().bitLength() <= Long.SIZE, "gasPrice", "must stay below 2^64 smallest units per gas");
    }

    void write(FieldSink sink) {
        sink.amount("supply", supply)
                .amount("reserve", reserve)
                .amount("gasPrice", gasPrice)
                .number("blockGasLimit", blockGasLimit);
    }

    static TokenRules read(FieldSource source) {
        return new TokenRules(
                source.amount("supply"),
                source.amount("reserve"),
                source.amount("gasPrice"),
                source.number("blockGasLimit"));
    }
}
