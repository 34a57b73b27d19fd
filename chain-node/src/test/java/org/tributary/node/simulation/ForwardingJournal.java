// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.pbft.driver.Journal;

/// A journal that does what another does. A bug overrides what it spoils.
class ForwardingJournal implements Journal {
    private final Journal honest;

    ForwardingJournal(Journal honest) {
        this.honest = honest;
    }

    @Override
    public List<Bytes> records() {
        return honest.records();
    }

    @Override
    public boolean isUnused() {
        return honest.isUnused();
    }

    @Override
    public void append(Bytes entry) {
        honest.append(entry);
    }

    @Override
    public void sync() {
        honest.sync();
    }

    @Override
    public void reset(Bytes first) {
        honest.reset(first);
    }
}
