// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.transaction;

import java.util.Optional;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;

/// A signed transaction whose sender has been recovered, once: mempool, execution and views read it from here.
///
/// The constructor trusts its caller; [#of] is the way in for transactions from outside.
public record VerifiedTransaction(SignedTransaction signed, Address sender) {
    /// Yellow Paper, appendix G: what a transaction costs before it does anything.
    public static final long BASE_GAS = 21_000;

    private static final long CREATION_GAS = 32_000;
    private static final long ZERO_BYTE_GAS = 4;
    /// EIP-2028.
    private static final long OTHER_BYTE_GAS = 16;
    /// EIP-2930.
    private static final long ACCESS_LIST_ADDRESS_GAS = 2_400;

    private static final long ACCESS_LIST_SLOT_GAS = 1_900;

    /// Nothing where no key can have made the signature.
    public static Optional<VerifiedTransaction> of(SignedTransaction signed) {
        return signed.sender().map(sender -> new VerifiedTransaction(signed, sender));
    }

    public Transaction transaction() {
        return signed.transaction();
    }

    public Hash hash() {
        return signed.hash();
    }

    public long nonce() {
        return transaction().nonce();
    }

    /// Cannot overflow: a transaction has at most [SignedTransaction#MAX_SIZE] bytes.
    public long intrinsicGas() {
        return intrinsicGas(transaction().call(), transaction().accessList());
    }

    /// The same, for a call that nobody has signed yet.
    public static long intrinsicGas(Call call, AccessList accessList) {
        long gas = BASE_GAS;
        if (call.to().isEmpty()) {
            gas += CREATION_GAS;
        }
        var input = call.input();
        for (int i = 0; i < input.size(); i++) {
            gas += input.get(i) == 0 ? ZERO_BYTE_GAS : OTHER_BYTE_GAS;
        }
        return gas
                + ACCESS_LIST_ADDRESS_GAS * accessList.addressCount()
                + ACCESS_LIST_SLOT_GAS * accessList.slotCount();
    }
}
