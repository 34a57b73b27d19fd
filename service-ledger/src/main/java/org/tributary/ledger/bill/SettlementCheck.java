// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tributary.bandwidth.proof.RatingRow;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.abi.Arguments;
import org.tributary.ledger.abi.Event;
import org.tributary.ledger.contract.Settlement;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.message.Message;
import org.tributary.ledger.message.MessageBody.SettleRows;
import org.tributary.ledger.view.LogEntry;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.codec.Decoded;

/// Compares what main paid for one window with what the window billed, row by row.
final class SettlementCheck {
    private final ChainSpec spec;
    private final List<Message> messages;
    private int next;
    private BillTotals totals = BillTotals.NONE;

    /// @param messages what the window sent to main
    SettlementCheck(ChainSpec spec, List<Message> messages) {
        this.spec = spec;
        this.messages = messages;
    }

    boolean isComplete() {
        return next == messages.size();
    }

    BillTotals totals() {
        return totals;
    }

    Optional<String> take(ProvenOutcome outcome) {
        if (isComplete()) {
            return Optional.of("the window sent main no further message");
        }
        var message = messages.get(next++);
        var refusal = outcome.refusal(spec, ChainName.MAIN, message, Reserved.SETTLEMENT);
        return refusal.isPresent()
                ? refusal
                : rows((SettleRows) message.body(), outcome.outcome().logs());
    }

    private Optional<String> rows(SettleRows message, List<LogEntry> logs) {
        var ofRows = logs.stream()
                .filter(log -> isOf(log, Settlement.SETTLED) || isOf(log, Settlement.NOT_SETTLED))
                .toList();
        if (ofRows.size() != message.rows().size()) {
            return Optional.of("main did not answer each row once");
        }
        for (int i = 0; i < ofRows.size(); i++) {
            var split = split(message.window(), message.rows().get(i), ofRows.get(i));
            if (split.isEmpty()) {
                return Optional.of("settled row " + i + ": main's log does not match the rating");
            }
            totals = totals.plus(split.get());
        }
        return Optional.empty();
    }

    private static boolean isOf(LogEntry log, Event event) {
        return log.address().equals(Reserved.SETTLEMENT)
                && !log.topics().isEmpty()
                && log.topics().getFirst().equals(event.topic0());
    }

    private static Optional<BillTotals> split(long window, RatingRow row, LogEntry log) {
        boolean settled = isOf(log, Settlement.SETTLED);
        var decoded = (settled ? Settlement.SETTLED : Settlement.NOT_SETTLED)
                .decode(new Event.Entry(log.topics(), log.data()));
        if (!(decoded instanceof Decoded.Value<Arguments>(var values))
                || !values.hash(0).equals(row.key().pool())
                || !values.address(1).equals(row.provider())
                || !values.number(2).equals(BigInteger.valueOf(window))) {
            return Optional.empty();
        }
        if (!settled) {
            return values.amount(3).filter(row.amount()::equals).map(SettlementCheck::unsettled);
        }
        boolean sameUnits = values.number(3).equals(BigInteger.valueOf(row.units()));
        return sameUnits ? paid(values).filter(paid -> paid.billed().equals(row.amount())) : Optional.empty();
    }

    private static BillTotals unsettled(Amount amount) {
        return new BillTotals(amount, Amount.ZERO, Amount.ZERO, Amount.ZERO, Amount.ZERO, amount);
    }

    /// Nothing where a number is no amount, or the parts are not the whole.
    private static Optional<BillTotals> paid(Arguments values) {
        var amounts = new ArrayList<Amount>();
        for (int position = 4; position <= 9; position++) {
            values.amount(position).ifPresent(amounts::add);
        }
        if (amounts.size() < 6) {
            return Optional.empty();
        }
        return Optional.of(new BillTotals(
                        amounts.get(0), amounts.get(1), amounts.get(2), amounts.get(3), amounts.get(4), amounts.get(5)))
                .filter(BillTotals::adds);
    }
}
