// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.message;

import java.util.ArrayList;
import java.util.List;
import org.tributary.bandwidth.proof.ProofOfBandwidth;
import org.tributary.bandwidth.proof.RatingRow;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// What a message asks its destination to do.
public sealed interface MessageBody {
    Amount value();

    /// Main to a service chain: the pool's cover there has risen by `amount`, and capabilities of an
    /// epoch below `minEpoch` are revoked. Protocol §7.1.
    record EscrowNotice(Hash pool, Address owner, Amount amount, long minEpoch) implements MessageBody {
        @Override
        public Amount value() {
            return amount;
        }
    }

    /// Main to a service chain: the pool's owner wants cover back. Protocol §8.
    record EscrowRecall(Hash pool, Amount amount) implements MessageBody {
        /// The cover moves with the release that follows.
        @Override
        public Amount value() {
            return Amount.ZERO;
        }
    }

    /// A service chain to main: cover that was recalled and is free comes back.
    ///
    /// @param lapsed recalled too, and billed since
    record EscrowRelease(Hash pool, Amount amount, Amount lapsed) implements MessageBody {
        @Override
        public Amount value() {
            return amount;
        }
    }

    /// A service chain to main: what a closed window owes to whom. Fails row by row, never as a whole.
    /// Protocol §8.
    ///
    /// @param aggregator the operator whose block closed the window; it gets the aggregator fee
    record SettleRows(long window, Address aggregator, List<SettleRow> rows) implements MessageBody {
        public SettleRows {
            rows = List.copyOf(rows);
        }

        /// What a closed window's ratings become: rows that owe nothing are left out, and more rows
        /// than one message takes are spread over several.
        public static List<SettleRows> of(ProofOfBandwidth proof, Address aggregator) {
            var rows = proof.ratings().stream()
                    .filter(rating -> !rating.amount().isZero())
                    .map(SettleRow::of)
                    .toList();
            var messages = new ArrayList<SettleRows>();
            for (int from = 0; from < rows.size(); from += MAX_ROWS) {
                var part = rows.subList(from, Math.min(rows.size(), from + MAX_ROWS));
                messages.add(new SettleRows(proof.window(), aggregator, part));
            }
            return messages;
        }

        @Override
        public Amount value() {
            return rows.stream().map(SettleRow::amount).reduce(Amount.ZERO, Amount::plus);
        }
    }

    /// @param units of usage, in the billing profile's own unit
    record SettleRow(Hash pool, Address provider, Hash profile, long units, Amount amount) {
        static SettleRow of(RatingRow rating) {
            var key = rating.key();
            return new SettleRow(key.pool(), key.provider(), key.profile(), rating.units(), rating.amount());
        }
    }

    /// A window bills at most this many pairs of pool and provider in one message; more rows take more
    /// messages.
    int MAX_ROWS = 1_000;

    static void write(RlpListWriter list, MessageBody body) {
        switch (body) {
            case EscrowNotice(var pool, var owner, var amount, var minEpoch) ->
                list.number(1).hash(pool).address(owner).amount(amount).number(minEpoch);
            case EscrowRecall(var pool, var amount) ->
                list.number(3).hash(pool).amount(amount);
            case EscrowRelease(var pool, var amount, var lapsed) ->
                list.number(4).hash(pool).amount(amount).amount(lapsed);
            case SettleRows(var window, var aggregator, var rows) ->
                list.number(2)
                        .number(window)
                        .address(aggregator)
                        .list(
                                rows,
                                (out, row) -> out.list(item -> item.hash(row.pool())
                                        .address(row.provider())
                                        .hash(row.profile())
                                        .number(row.units())
                                        .amount(row.amount())));
        }
    }

    static MessageBody read(RlpListReader list) {
        return switch (list.smallNumber(4)) {
            case 1 -> new EscrowNotice(list.hash(), list.address(), list.amount(), list.number());
            case 2 ->
                new SettleRows(
                        list.number(),
                        list.address(),
                        list.list(
                                MAX_ROWS,
                                in -> in.list(row -> new SettleRow(
                                        row.hash(), row.address(), row.hash(), row.number(), row.amount()))));
            case 3 -> new EscrowRecall(list.hash(), list.amount());
            case 4 -> new EscrowRelease(list.hash(), list.amount(), list.amount());
            default -> throw new IllegalArgumentException("no message has this kind");
        };
    }
}
