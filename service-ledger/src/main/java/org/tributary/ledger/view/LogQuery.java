// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.view;

import java.util.List;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;

/// The arguments of `eth_getLogs`.
///
/// @param addresses any of them; empty means all
/// @param topics per position any of them; an empty position means all
public record LogQuery(Height from, Height to, List<Address> addresses, List<List<Hash>> topics) {
    public LogQuery {
        addresses = List.copyOf(addresses);
        topics = topics.stream().map(List::copyOf).toList();
    }

    public boolean matches(LogEntry log) {
        if (!addresses.isEmpty() && !addresses.contains(log.address())) {
            return false;
        }
        if (topics.size() > log.topics().size()) {
            return false;
        }
        for (int position = 0; position < topics.size(); position++) {
            var wanted = topics.get(position);
            if (!wanted.isEmpty() && !wanted.contains(log.topics().get(position))) {
                return false;
            }
        }
        return true;
    }
}
