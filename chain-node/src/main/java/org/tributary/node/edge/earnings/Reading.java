// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.earnings;

import java.math.BigInteger;
import java.util.List;
import org.tributary.rpc.v1.BillRow;

/// What the chains said at one moment: the bill's rows of the service chains, and the book that main keeps.
///
/// @param chainRows of this edge's chain, oldest window first; they are among the amounts of `billed` too
/// @param billed by all service chains
/// @param book of main: how much of that it has taken over, and where it went
record Reading(List<BillRow> chainRows, BigInteger billed, Book book) {
    Reading {
        chainRows = List.copyOf(chainRows);
    }

    /// @param taken over from the service chains
    /// @param paid to the provider, collected or not
    record Book(BigInteger taken, BigInteger paid, BigInteger fees, BigInteger burned, BigInteger held) {
        /// What main took over and could not pay yet.
        BigInteger owed() {
            return taken.subtract(paid).subtract(fees).subtract(burned).subtract(held);
        }
    }

    /// Unsettled is counted for itself, so that [Earnings#addsUp] says something: what main has not taken
    /// over yet, and what it owes.
    Earnings earnings() {
        var waiting = billed.subtract(book.taken());
        return new Earnings(
                billed, book.paid(), waiting.add(book.owed()), book.fees().add(book.burned()), book.held());
    }

    /// The last window of this edge's chain that main has taken over; −1 for none. Main takes windows in
    /// their order.
    long settledThrough() {
        var left = book.taken();
        long through = -1;
        for (var row : chainRows) {
            left = left.subtract(new BigInteger(row.getAmount()));
            if (left.signum() < 0) {
                return through == row.getWindow() ? through - 1 : through;
            }
            through = row.getWindow();
        }
        return through;
    }

    long units() {
        return chainRows.stream().mapToLong(BillRow::getUnits).reduce(0, Math::addExact);
    }
}
