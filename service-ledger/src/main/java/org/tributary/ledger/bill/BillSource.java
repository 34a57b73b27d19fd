// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import org.apache.tuweni.bytes.Bytes;

/// Where a bundle is read from, front to back.
@FunctionalInterface
public interface BillSource {
    /// The next `size` bytes; fewer only where the bundle ends.
    Bytes read(int size);
}
