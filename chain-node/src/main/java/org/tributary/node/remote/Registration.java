// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.remote;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.contract.Registry;
import org.tributary.ledger.execution.Reserved;
import org.tributary.primitives.Address;

/// An edge provider as main's Registry has it.
///
/// @param since block time of the registration; nothing where it is not registered
/// @param payee where its payouts go; unregistered, its own address
/// @param next a change of the payee that waits
public record Registration(Address provider, Optional<Instant> since, Address payee, Optional<Change> next) {
    /// @param from when it counts
    public record Change(Address payee, Instant from) {}

    /// @param now whether a change still waits
    public static Registration read(JsonRpc rpc, Address provider, Instant now) {
        var contracts = new Contracts(rpc);
        var entry = contracts.read(Reserved.REGISTRY, Registry.PROVIDER, AbiValue.of(provider));
        long since = entry.number(0).longValueExact();
        if (since == 0) {
            return new Registration(provider, Optional.empty(), provider, Optional.empty());
        }
        var change = contracts.read(Reserved.REGISTRY, Registry.NEXT_PAYEE, AbiValue.of(provider));
        var next = new Change(
                change.address(0), Instant.ofEpochMilli(change.number(1).longValueExact()));
        return new Registration(
                provider,
                Optional.of(Instant.ofEpochMilli(since)),
                entry.address(1),
                Optional.of(next).filter(each -> each.from().isAfter(now)));
    }

    /// How long it has been registered; 0 where it is not.
    public long ageMillis(Instant now) {
        return since.map(start -> Math.max(0, now.toEpochMilli() - start.toEpochMilli()))
                .orElse(0L);
    }

    public ObjectNode json() {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("provider", provider.toString())
                .put("registered", since.isPresent())
                .put("since", since.map(Instant::toString).orElse(null))
                .put("payee", payee.toString());
        next.ifPresentOrElse(
                change -> json.putObject("nextPayee")
                        .put("payee", change.payee().toString())
                        .put("from", change.from().toString()),
                () -> json.putNull("nextPayee"));
        return json;
    }

    public String text() {
        return """
                provider    %s
                registered  %s
                payee       %s%s""".formatted(
                        provider,
                        since.map(start -> "since " + start).orElse("no; it is paid as the youngest there is"),
                        payee,
                        next.map(change -> "\nfrom        " + change.from() + " on " + change.payee()
                                        + "; undo it with `edge payee keep`")
                                .orElse(""));
    }
}
