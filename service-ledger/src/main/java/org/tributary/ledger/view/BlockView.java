// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.view;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;

/// One network height: a main block and what it anchors.
///
/// @param primary operator account of the block's primary, Ethereum's `miner`
/// @param baseFee the flat gas price
/// @param logsBloom 256 bytes over all logs of the height
/// @param size of the main block, in bytes
public record BlockView(
        Height height,
        Hash hash,
        Hash parentHash,
        long timestampMillis,
        Address primary,
        Hash stateRoot,
        Hash transactionsRoot,
        Hash receiptsRoot,
        long gasLimit,
        long gasUsed,
        Amount baseFee,
        Bytes logsBloom,
        int size,
        List<TransactionView> transactions) {
    public BlockView {
        transactions = List.copyOf(transactions);
    }
}
