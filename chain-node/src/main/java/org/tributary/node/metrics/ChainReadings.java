// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.metrics;

import java.util.function.LongSupplier;
import org.tributary.primitives.ChainName;

/// Where the figures of one chain are read. Each supplier is called from the metrics server's threads and must not
/// block.
///
/// @param height       of the last committed block
/// @param blocksBehind how far that is behind the highest block that a peer has shown a certificate for
/// @param viewChanges  since start; never falls
/// @param equivocations pairs of contradicting votes that this node was sent since start; never falls
/// @param mempoolSize  transactions that wait
public record ChainReadings(
        ChainName chain,
        LongSupplier height,
        LongSupplier blocksBehind,
        LongSupplier viewChanges,
        LongSupplier equivocations,
        LongSupplier mempoolSize) {}
