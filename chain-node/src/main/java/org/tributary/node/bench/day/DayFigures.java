// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench.day;

/// What a day of traffic took.
///
/// @param sessions tickets
/// @param cpuSeconds of the node and of the bill's verification; the clients' signatures are not in it
/// @param diskMiB what the node's directory holds at the end
/// @param billVerified whether the exported bill of the day was recomputed, and has every byte
public record DayFigures(
        double terabytes,
        long receipts,
        long sessions,
        double cpuSeconds,
        long diskMiB,
        long peakRssMiB,
        double wallSeconds,
        boolean billVerified) {}
