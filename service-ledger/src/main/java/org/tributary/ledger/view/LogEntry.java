// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.view;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;

/// An event that a contract wrote, as the EVM's LOG0 to LOG4 would.
public record LogEntry(Address address, List<Hash> topics, Bytes data) {
    public LogEntry {
        topics = List.copyOf(topics);
        if (topics.size() > 4) {
            throw new IllegalArgumentException("a log has at most 4 topics");
        }
    }
}
