// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.mempool;

import java.util.Optional;
import org.tributary.ledger.transaction.VerifiedTransaction;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainId;

/// What a transaction must fulfil whoever sends it and whatever else waits.
///
/// @param baseFeePerGas the least that a gas costs
/// @param blockGasLimit a transaction above it would never find a block
public record AdmissionRules(ChainId chainId, Amount baseFeePerGas, long blockGasLimit) {
    /// The reason to refuse, in the words of Ethereum clients.
    public Optional<String> refusal(VerifiedTransaction offered) {
        var transaction = offered.transaction();
        if (!transaction.chainId().equals(chainId)) {
            return Optional.of("invalid chain id: this network has " + chainId + ", the transaction names "
                    + transaction.chainId());
        }
        if (transaction.maxPriorityFeePerGas().compareTo(transaction.maxFeePerGas()) > 0) {
            return Optional.of("max priority fee per gas higher than max fee per gas");
        }
        if (transaction.maxFeePerGas().compareTo(baseFeePerGas.units()) < 0) {
            return Optional.of("max fee per gas less than block base fee");
        }
        if (transaction.gasLimit() > blockGasLimit) {
            return Optional.of("exceeds block gas limit");
        }
        if (transaction.gasLimit() < offered.intrinsicGas()) {
            return Optional.of("intrinsic gas too low");
        }
        return Optional.empty();
    }
}
