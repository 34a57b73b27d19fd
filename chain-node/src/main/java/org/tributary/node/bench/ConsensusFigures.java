// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/// What a run of the consensus benchmark measured; after the crash, where there was one.
///
/// @param crashed nodes that were killed
/// @param txPerSecondBefore with all nodes, where some were killed then; else absent
/// @param blockTransactions transactions of a block, on the average
/// @param processes that the nodes ran in
/// @param jitCpuMicrosPerTxPerReplica what the JVMs' compilers took of the CPU time
record ConsensusFigures(
        @JsonUnwrapped LedgerFigures ledger,
        int crashed,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double txPerSecondBefore,
        double blockTransactions,
        int processes,
        double jitCpuMicrosPerTxPerReplica) {}
