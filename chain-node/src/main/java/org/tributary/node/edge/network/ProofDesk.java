// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.network;

import java.util.OptionalLong;
import org.tributary.primitives.Hash;

/// Where one asks which window counted a receipt.
@FunctionalInterface
public interface ProofDesk {
    /// The window that counted the receipt, if one has.
    ///
    /// @param expected the only window to look at; else the newest ones
    /// @throws io.grpc.StatusRuntimeException where no node answers
    OptionalLong window(Hash receipt, OptionalLong expected);
}
