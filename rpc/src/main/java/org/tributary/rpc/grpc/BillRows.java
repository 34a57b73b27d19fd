// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import java.util.Locale;
import org.tributary.rpc.statement.BillLine;
import org.tributary.rpc.statement.MeteredChain;
import org.tributary.rpc.v1.BillRow;
import org.tributary.rpc.v1.PeriodAmount;

/// Bill lines as messages.
final class BillRows {
    private BillRows() {}

    static BillRow message(MeteredChain chain, BillLine line) {
        var key = line.key();
        var message = BillRow.newBuilder()
                .setWindow(line.window())
                .setPool(Requests.bytes(key.pool()))
                .setProvider(Requests.bytes(key.provider()))
                .setProfile(Requests.bytes(key.profile()))
                .setKind(key.kind().name().toLowerCase(Locale.ROOT))
                .setUnits(line.units())
                .setReceipts(line.receipts())
                .setAmount(line.amount().toString());
        line.row()
                .ifPresent(
                        row -> message.setReceiptsRoot(Requests.bytes(row.sum().hash()))
                                .setFirstBucket(row.first().number())
                                .setLastBucket(row.last().number()));
        line.ratings()
                .forEach(rating -> message.addRatings(PeriodAmount.newBuilder()
                        .setPeriod(chain.prices().period(line, rating))
                        .setAmount(rating.amount().toString())));
        return message.build();
    }
}
