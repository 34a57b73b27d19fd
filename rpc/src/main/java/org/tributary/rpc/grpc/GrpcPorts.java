// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.tributary.ledger.main.Supply;
import org.tributary.ledger.view.MeteringView;
import org.tributary.ledger.view.NetworkView;
import org.tributary.primitives.ChainName;
import org.tributary.rpc.NodeStatus;

/// What the node supplies. All of it is asked by many threads at once.
///
/// @param metering the service chains that this node runs
/// @param supply adds the whole supply up; may take seconds, and sees to it itself that it does not run too often
public record GrpcPorts(
        Map<ChainName, MeteringView> metering,
        NetworkView network,
        ReceiptIntake intake,
        TicketOffice tickets,
        BillExport bills,
        LineEvidence evidence,
        OrderEvidence orders,
        Supplier<Supply> supply,
        Supplier<NodeStatus> status) {
    public GrpcPorts {
        SortedMap<ChainName, MeteringView> sorted = new TreeMap<>(metering);
        metering = Collections.unmodifiableSortedMap(sorted);
    }
}
