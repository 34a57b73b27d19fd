// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.state;

import org.apache.tuweni.units.bigints.UInt256;

/// One storage word as the newest block left it, as the trie has it, and as it is now.
final class SlotOverlay {
    private final UInt256 key;
    private final UInt256 committed;
    private UInt256 folded;
    private UInt256 current;

    SlotOverlay(UInt256 key, UInt256 committed) {
        this.key = key;
        this.committed = committed;
        this.folded = committed;
        this.current = committed;
    }

    UInt256 key() {
        return key;
    }

    UInt256 committed() {
        return committed;
    }

    UInt256 current() {
        return current;
    }

    void set(UInt256 value) {
        current = value;
    }

    boolean needsFolding() {
        return !current.equals(folded);
    }

    void folded() {
        folded = current;
    }

    boolean needsWriting() {
        return !current.equals(committed);
    }
}
