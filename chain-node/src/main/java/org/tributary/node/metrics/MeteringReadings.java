// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.metrics;

import java.util.function.DoubleSupplier;

/// Where the figures of settlement are read.
///
/// @param settlementLagSeconds age of the oldest closed window that is not settled; 0 where there is none
/// @param unsettledTokens      earned and not yet paid, in whole tokens: for a graph, so rounding does no harm
public record MeteringReadings(DoubleSupplier settlementLagSeconds, DoubleSupplier unsettledTokens) {}
