// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench.day;

import org.tributary.node.bench.Percentiles;

/// What a month's bill took.
///
/// @param explainMillis of `bill explain`, line by line
/// @param billMillis of `bill show`, all lines: the median of some
/// @param stateBytesPerScope of the scope's own cell, key and value, when it was largest
/// @param verifyMillis of `bill verify`
/// @param shareBytesPerProvider of the cells, keys and values, that hold the providers' shares, at the month's end
/// @param lines of the bill
/// @param explained how many of them were explained
record BillFigures(
        Percentiles explainMillis,
        double billMillis,
        long stateBytesPerScope,
        double verifyMillis,
        double exportMillis,
        long shareBytesPerProvider,
        int samples,
        int providers,
        long sessions,
        long receipts,
        int lines,
        int explained,
        long bundleBytes,
        double wallSeconds,
        long peakRssMiB) {}
