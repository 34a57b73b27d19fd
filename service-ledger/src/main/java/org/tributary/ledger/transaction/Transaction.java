// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.transaction;

import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Address;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.crypto.Keccak;

/// What a wallet signs. The signature, and the hash that includes it, are [SignedTransaction]'s.
public sealed interface Transaction permits LegacyTransaction, AccessListTransaction, FeeMarketTransaction {
    /// EIP-2718's type byte; legacy transactions have none on the wire and count as 0.
    int type();

    ChainId chainId();

    long nonce();

    long gasLimit();

    Call call();

    /// Per gas, in the smallest unit, at most 2^256 − 1; the gas price where the type knows only one.
    BigInteger maxFeePerGas();

    /// As [#maxFeePerGas()]. It may be the higher of the two here: the mempool refuses that, in words clients know.
    BigInteger maxPriorityFeePerGas();

    /// Empty for legacy transactions.
    AccessList accessList();

    /// What the signature is over, hashed.
    Bytes signingBytes();

    /// Writes the fields that come before the signature, in their order on the wire.
    void writeFields(RlpListWriter list);

    default Hash signingHash() {
        return Keccak.hash(signingBytes());
    }

    /// Nothing for a contract creation.
    default Optional<Address> to() {
        return call().to();
    }

    default BigInteger value() {
        return call().value();
    }

    default Bytes input() {
        return call().input();
    }

    /// The most that it can take from its sender: gas × price + value.
    default BigInteger maxCost() {
        return maxFeePerGas().multiply(BigInteger.valueOf(gasLimit())).add(value());
    }
}
