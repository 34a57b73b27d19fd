// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Event;
import org.tributary.ledger.view.LogEntry;
import org.tributary.primitives.Address;

/// Turns events into logs.
final class Logs {
    private Logs() {}

    static LogEntry log(Address contract, Event event, AbiValue... values) {
        var entry = event.encode(values);
        return new LogEntry(contract, entry.topics(), entry.data());
    }
}
