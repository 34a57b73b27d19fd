// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// The units that a period counted, and what its open tickets may still bring: never more than the range of units,
/// however
/// little a unit costs.
final class Volume {
    private long units;
    private long open;

    static Volume read(RlpListReader list) {
        var volume = new Volume();
        volume.units = list.number();
        volume.open = list.number();
        return volume;
    }

    void write(RlpListWriter list) {
        list.number(units).number(open);
    }

    /// @throws ArithmeticException where all together may come to more than 2^63 − 1
    void open(TicketCaps ticket) {
        long more = Math.addExact(open, ticket.maxUnits());
        Math.addExact(units, more);
        open = more;
    }

    /// @param used units of the ticket that were counted here or elsewhere
    void close(TicketCaps ticket, long used) {
        open -= ticket.maxUnits() - used;
    }

    void count(long more) {
        units += more;
        open -= more;
    }

    void countedElsewhere(long more) {
        open -= more;
    }

    long units() {
        return units;
    }

    /// What may still come.
    long open() {
        return open;
    }
}
