// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import org.tributary.ledger.abi.Arguments;
import org.tributary.primitives.Amount;

/// What was billed, and where it went.
///
/// @param paid to providers
/// @param fees to aggregators
/// @param held from young providers, for a while
record Money(Amount billed, Amount paid, Amount fees, Amount burned, Amount held) {
    /// Of Settlement's `book` and `totals`.
    static Money of(Arguments book) {
        return new Money(amount(book, 0), amount(book, 1), amount(book, 2), amount(book, 3), amount(book, 4));
    }

    private static Amount amount(Arguments book, int position) {
        return book.amount(position).orElseThrow(() -> new DemoFailed("Settlement tells an impossible amount"));
    }

    Amount parts() {
        return paid.plus(fees).plus(burned).plus(held);
    }
}
