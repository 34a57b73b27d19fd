// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

/// What a run of the ledger benchmark measured.
///
/// @param txPerSecond transactions in committed blocks, by the blocks' own times
/// @param cpuMicrosPerTxPerReplica CPU time, user and system, of a node's whole process, on the average of all nodes
/// @param bytesPerTxPerReplica payload that a node's process sent to its peers, before gRPC and TLS, on the average
record LedgerFigures(
        int validators,
        double txPerSecond,
        Percentiles finalityMillis,
        double cpuMicrosPerTxPerReplica,
        double bytesPerTxPerReplica) {}
