// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.state;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/// One storage word and the trie nodes from the storage root towards it.
public record SlotProof(UInt256 key, UInt256 value, List<Bytes> nodes) {
    public SlotProof {
        nodes = List.copyOf(nodes);
    }
}
