// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.view;

import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;

/// A transaction with everything that clients ask of one.
///
/// @param to nothing for a contract creation
/// @param value in the smallest unit
/// @param gasPrice what one gas costs its sender; 0 for a system transaction
/// @param envelope how it was signed; nothing for a system transaction, which shows as type 0 with v = r = s = 0
/// @param place nothing while it is pending
public record TransactionView(
        Hash hash,
        Address from,
        Optional<Address> to,
        long nonce,
        BigInteger value,
        Bytes input,
        long gas,
        Amount gasPrice,
        Optional<Envelope> envelope,
        Optional<Place> place) {
    /// The signed form.
    ///
    /// @param type 0, 1 or 2
    /// @param v for type 0 EIP-155's v, else the y parity
    /// @param maxFeePerGas and `maxPriorityFeePerGas`: type 2 only, else 0
    /// @param accessListRlp type 1 and 2: the access list as it was signed (a list of `[address, [slot…]]`)
    public record Envelope(
            int type,
            BigInteger v,
            BigInteger r,
            BigInteger s,
            BigInteger maxFeePerGas,
            BigInteger maxPriorityFeePerGas,
            Bytes accessListRlp) {}

    /// Where on the network's one height it stands.
    public record Place(Height height, Hash blockHash, int index) {}
}
