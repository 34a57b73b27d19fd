// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.ChainName;

/// Writes the bill bundle of a chain.
@FunctionalInterface
public interface BillExport {
    /// @param chain one that this node runs
    /// @param piece takes pieces of at most 1 MiB in order; blocks while the reader is slow, throws once it is gone
    void write(ChainName chain, Consumer<Bytes> piece);
}
