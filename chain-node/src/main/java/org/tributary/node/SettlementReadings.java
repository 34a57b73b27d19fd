// SPDX-License-Identifier: Apache-2.0
package org.tributary.node;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;
import org.tributary.ledger.abi.Arguments;
import org.tributary.ledger.contract.Settlement;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.view.CallOutcome;
import org.tributary.ledger.view.CallRequest;
import org.tributary.node.metrics.MeteringReadings;
import org.tributary.primitives.Address;
import org.tributary.primitives.Height;
import org.tributary.primitives.codec.Decoded;

/// How far settlement is behind service, read from the chains when somebody asks.
final class SettlementReadings {
    private static final int HELD = 4;
    private static final double TOKEN = 1e18;

    private SettlementReadings() {}

    static MeteringReadings of(Node node) {
        return new MeteringReadings(() -> lagSeconds(node), () -> heldTokens(node));
    }

    /// The age of the oldest service block that main has not anchored.
    private static double lagSeconds(Node node) {
        return node.core().services().values().stream()
                .mapToDouble(service -> {
                    var oldest = node.core().anchored(service.ledger().chain()).next();
                    return service.ledger().height().isBefore(oldest) ? 0 : age(service, oldest);
                })
                .max()
                .orElse(0);
    }

    private static double age(ServiceChain service, Height height) {
        return service.ledger()
                .header(height)
                .map(header -> Math.max(0, System.currentTimeMillis() - header.timestampMillis()) / 1e3)
                .orElse(0.0);
    }

    /// What providers have earned and do not have yet: the holdbacks.
    private static double heldTokens(Node node) {
        var request = new CallRequest(
                Address.ZERO,
                Optional.of(Reserved.SETTLEMENT),
                BigInteger.ZERO,
                Settlement.TOTALS.encodeCall(),
                OptionalLong.empty());
        if (node.core().network().call(request) instanceof CallOutcome.Returned(var output, var gas)
                && Settlement.TOTALS.decodeResult(output) instanceof Decoded.Value<Arguments>(var totals)) {
            return totals.number(HELD).doubleValue() / TOKEN;
        }
        return Double.NaN;
    }
}
