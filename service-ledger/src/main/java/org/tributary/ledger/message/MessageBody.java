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

    /// Main to a service chain: the pool's owner has paid for its receipts to be kept `days` longer. Protocol §7.10.
    record RetainReceipts(Hash pool, long days) implements MessageBody {
        /// What was paid is burned on main.
        @Override
        public Amount value() {
            return Amount.ZERO;
        }
    }

    /// Main to a service chain: the pool's owner wants its receipts to go. Protocol §7.10.
    record ForgetReceipts(Hash pool) implements MessageBody {
        @Override
        public Amount value() {
            return Amount.ZERO;
        }
    }

    /// A service chain to main: what a closed window owes to whom. Fails row by row, never as a whole.
    /// Protocol §8.
    ///
    /// @param root of the window, which its entries are challenged by
    /// @param aggregator the operator whose block closed the window; it gets the aggregator fee
    /// @param rest what later messages of the window bill to the pool of the last row
    record SettleRows(long window, Hash root, Address aggregator, Amount rest, List<RatingRow> rows)
            implements MessageBody {
        public SettleRows {
            rows = List.copyOf(rows);
        }

        /// What a closed window's ratings become; more than one message takes are spread over several. One that counts
        /// something and rates nothing becomes a message without rows.
        public static List<SettleRows> of(ProofOfBandwidth proof, Address aggregator) {
            var rows = proof.ratings();
            var messages = new ArrayList<SettleRows>();
            if (rows.isEmpty() && !proof.rows().isEmpty()) {
                messages.add(new SettleRows(proof.window(), proof.windowRoot(), aggregator, Amount.ZERO, List.of()));
            }
            for (int from = 0; from < rows.size(); from += MAX_ROWS) {
                int to = Math.min(rows.size(), from + MAX_ROWS);
                var last = rows.get(to - 1).key().pool();
                var rest = rows.subList(to, rows.size()).stream()
                        .takeWhile(row -> row.key().pool().equals(last))
                        .map(RatingRow::amount)
                        .reduce(Amount.ZERO, Amount::plus);
                messages.add(
                        new SettleRows(proof.window(), proof.windowRoot(), aggregator, rest, rows.subList(from, to)));
            }
            return messages;
        }

        @Override
        public Amount value() {
            return rows.stream().map(RatingRow::amount).reduce(Amount.ZERO, Amount::plus);
        }
    }

    /// A window bills at most this many pairs of pool and provider in one message; more rows take more
    /// messages.
    int MAX_ROWS = 1_000;

    static void write(RlpListWriter list, MessageBody body) {
        switch (body) {
            case EscrowNotice(var pool, var owner, var amount, var minEpoch) ->
                list.number(1).hash(pool).address(owner).amount(amount).number(minEpoch);
            case EscrowRecall(var pool, var amount) -> list.number(3).hash(pool).amount(amount);
            case EscrowRelease(var pool, var amount, var lapsed) ->
                list.number(4).hash(pool).amount(amount).amount(lapsed);
            case RetainReceipts(var pool, var days) -> list.number(5).hash(pool).number(days);
            case ForgetReceipts(var pool) -> list.number(6).hash(pool);
            case SettleRows(var window, var root, var aggregator, var rest, var rows) ->
                list.number(2)
                        .number(window)
                        .hash(root)
                        .address(aggregator)
                        .amount(rest)
                        .list(rows, (out, row) -> out.list(row::write));
        }
    }

    static MessageBody read(RlpListReader list) {
        return switch (list.smallNumber(6)) {
            case 1 -> new EscrowNotice(list.hash(), list.address(), list.amount(), list.number());
            case 2 ->
                new SettleRows(
                        list.number(),
                        list.hash(),
                        list.address(),
                        list.amount(),
                        list.list(MAX_ROWS, in -> in.list(RatingRow::read)));
            case 3 -> new EscrowRecall(list.hash(), list.amount());
            case 4 -> new EscrowRelease(list.hash(), list.amount(), list.amount());
            case 5 -> new RetainReceipts(list.hash(), list.number());
            case 6 -> new ForgetReceipts(list.hash());
            default -> throw new IllegalArgumentException("no message has this kind");
        };
    }
}
