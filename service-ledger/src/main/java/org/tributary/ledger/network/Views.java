// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.network;

import java.math.BigInteger;
import java.util.Optional;
import org.tributary.ledger.block.Outcome;
import org.tributary.ledger.transaction.SignedTransaction;
import org.tributary.ledger.view.TransactionView;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;

/// Transactions in the shape that wallets ask for.
final class Views {
    private Views() {}

    static TransactionView signed(
            SignedTransaction signed, Address sender, Amount gasPrice, Optional<TransactionView.Place> place) {
        var transaction = signed.transaction();
        return new TransactionView(
                signed.hash(),
                sender,
                transaction.to(),
                transaction.nonce(),
                transaction.value(),
                transaction.input(),
                transaction.gasLimit(),
                place.isPresent()
                        ? gasPrice
                        : new Amount(transaction.maxFeePerGas().min(gasPrice.units())),
                Optional.of(envelope(signed)),
                place);
    }

    private static TransactionView.Envelope envelope(SignedTransaction signed) {
        var transaction = signed.transaction();
        int parity = signed.signature().yParity();
        var v = transaction.type() == 0
                ? BigInteger.valueOf(transaction.chainId().number() * 2 + 35 + parity)
                : BigInteger.valueOf(parity);
        return new TransactionView.Envelope(
                transaction.type(),
                v,
                signed.signature().signature().r().toUnsignedBigInteger(),
                signed.signature().signature().s().toUnsignedBigInteger(),
                transaction.type() == 2 ? transaction.maxFeePerGas() : BigInteger.ZERO,
                transaction.type() == 2 ? transaction.maxPriorityFeePerGas() : BigInteger.ZERO,
                transaction.accessList().rlp());
    }

    static TransactionView system(Outcome outcome, TransactionView.Place place) {
        var call = outcome.system().orElseThrow();
        return new TransactionView(
                outcome.transaction(),
                outcome.sender(),
                Optional.of(call.to()),
                0,
                BigInteger.ZERO,
                call.input(),
                0,
                Amount.ZERO,
                Optional.empty(),
                Optional.of(place));
    }
}
