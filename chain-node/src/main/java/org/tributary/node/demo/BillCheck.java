// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.nio.file.Path;

/// Recomputes a bill from nothing but the genesis file: what `tributary bill verify` does.
public interface BillCheck {
    Outcome verify(Path bundle, Path genesis);

    /// @param proofsChecked receipts whose path to a window's root was recomputed
    /// @param units of all rows that were recomputed
    /// @param reason why the bill is wrong; empty where it is right
    record Outcome(boolean verified, long proofsChecked, long units, String reason) {}
}
