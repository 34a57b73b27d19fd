// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.earnings;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.tributary.genesis.SettlementRules;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.contract.Settlement;
import org.tributary.ledger.execution.Reserved;
import org.tributary.node.edge.network.Nodes;
import org.tributary.node.remote.Contracts;
import org.tributary.node.remote.JsonRpc;
import org.tributary.node.remote.Registration;
import org.tributary.node.remote.RemoteFailed;
import org.tributary.primitives.Address;
import org.tributary.primitives.ChainName;
import org.tributary.rpc.v1.BillRow;
import org.tributary.rpc.v1.ListRowsRequest;
import org.tributary.rpc.v1.StatementsGrpc;

/// Reads a provider's money from the nodes, and remembers how it stood when the day began.
public final class EarningsDesk {
    private static final long TIMEOUT_SECONDS = 20;

    private final Nodes nodes;
    private final JsonRpc rpc;
    private final Address provider;
    private final SettlementRules rules;
    private final List<ChainName> chains;
    private final InstantSource time;
    private final DayFile file;

    /// @param rules of main
    /// @param chains the edge's own first, then the other service chains of the network: main's book is
    ///     of all
    public EarningsDesk(
            Nodes nodes,
            JsonRpc rpc,
            Address provider,
            SettlementRules rules,
            List<ChainName> chains,
            InstantSource time,
            DayFile file) {
        this.nodes = nodes;
        this.rpc = rpc;
        this.provider = provider;
        this.rules = rules;
        this.chains = List.copyOf(chains);
        this.time = time;
        this.file = file;
    }

    /// What is earned in all, and since the day began.
    ///
    /// @param units billed on the edge's chain
    /// @param settledThrough the last window that main has taken over; −1 for none
    /// @param since when the day's figures begin: midnight UTC, or later where nobody looked then
    /// @param standing as a provider on main
    public record Statement(
            Earnings total,
            Earnings today,
            String since,
            long units,
            long windows,
            long settledThrough,
            Standing standing) {}

    /// @param holdbackBasisPoints of what is paid out now, by the provider's age
    public record Standing(Registration registration, int holdbackBasisPoints) {}

    /// What came of a look at the nodes.
    public sealed interface Look {
        record Seen(Statement statement) implements Look {}

        record Failed(String why) implements Look {}
    }

    public synchronized Look look() {
        try {
            var reading = reading();
            var total = reading.earnings();
            var now = time.instant();
            var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
            var begin = file.begin(day, now, total);
            long windows = reading.chainRows().stream()
                    .mapToLong(BillRow::getWindow)
                    .distinct()
                    .count();
            return new Look.Seen(new Statement(
                    total,
                    total.since(begin.earnings()),
                    begin.since().toString(),
                    reading.units(),
                    windows,
                    reading.settledThrough(),
                    standing(now)));
        } catch (StatusRuntimeException | RemoteFailed | UncheckedIOException failed) {
            return new Look.Failed(String.valueOf(failed.getMessage()));
        }
    }

    private Standing standing(Instant now) {
        var registration = Registration.read(rpc, provider, now);
        return new Standing(registration, rules.holdbackBasisPoints(registration.ageMillis(now)));
    }

    /// The book first: what is billed meanwhile is unsettled then, and never the other way round.
    private Reading reading() {
        var book = new Contracts(rpc).read(Reserved.SETTLEMENT, Settlement.BOOK, AbiValue.of(provider));
        var settled = new Reading.Book(book.number(0), book.number(1), book.number(2), book.number(3), book.number(4));
        var own = rows(chains.getFirst());
        var billed = amount(own);
        for (var chain : chains.subList(1, chains.size())) {
            billed = billed.add(amount(rows(chain)));
        }
        return new Reading(own, billed, settled);
    }

    private List<BillRow> rows(ChainName chain) {
        var request = ListRowsRequest.newBuilder()
                .setChain(chain.text())
                .setProvider(ByteString.copyFrom(provider.bytes().toArrayUnsafe()))
                .build();
        return nodes.ask(channel -> {
            var rows = new ArrayList<BillRow>();
            StatementsGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .listRows(request)
                    .forEachRemaining(rows::add);
            return List.copyOf(rows);
        });
    }

    private static BigInteger amount(List<BillRow> rows) {
        return rows.stream().map(row -> new BigInteger(row.getAmount())).reduce(BigInteger.ZERO, BigInteger::add);
    }
}
