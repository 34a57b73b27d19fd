// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.tributary.bandwidth.Rejection;
import org.tributary.node.client.BucketClock;
import org.tributary.node.client.MessageSignature;
import org.tributary.node.client.MessageSignature.Target;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.PublicKey;

/// Lets a request in that the ticket's own client signed, now, and once. Whoever copied a ticket, or a
/// request, gets nothing with it.
final class Doorman {
    /// Clients date their requests by the edge's clock, so this is for the way alone.
    static final long FRESH_SECONDS = 60;

    /// Requests on one ticket within the time that a signature is fresh.
    private static final int MAX_NONCES = 20_000;

    private final BucketClock clock;
    private final long sinceSeconds;
    private final ConcurrentMap<Hash, Nonces> nonces = new ConcurrentHashMap<>();

    Doorman(BucketClock clock) {
        this.clock = clock;
        this.sinceSeconds = nowSeconds();
    }

    /// The part of a request that says who makes it.
    record Visit(
            Target target, @Nullable String input, @Nullable String signature) {
        static Visit of(
                String method,
                @Nullable String host,
                String path,
                @Nullable String query,
                @Nullable String input,
                @Nullable String signature) {
            var authority = host == null ? "" : host.toLowerCase(Locale.ROOT);
            return new Visit(new Target(method, authority, path, query == null ? "?" : "?" + query), input, signature);
        }
    }

    /// The signature of a request, not yet verified.
    Decoded<MessageSignature> claimed(Visit visit) {
        if (visit.input() == null || visit.signature() == null) {
            return new Decoded.Malformed<>(
                    "sign the request with the ticket's client key: " + MessageSignature.ACCEPTED);
        }
        return MessageSignature.parse(visit.input(), visit.signature());
    }

    /// Who stands at the door.
    sealed interface Entry {
        record Guest(Tab tab) implements Entry {}

        record Refused(Refusal refusal) implements Entry {}
    }

    /// Lets the client of an open ticket in.
    Entry admit(Visit visit, Tabs tabs) {
        return switch (claimed(visit)) {
            case Decoded.Malformed<MessageSignature>(var reason) ->
                new Entry.Refused(new Refusal(Refusal.UNAUTHORIZED, Rejection.BAD_SIGNATURE.name(), reason));
            case Decoded.Value<MessageSignature>(var signature) ->
                tabs.find(signature.ticket())
                        .map(tab -> check(visit, signature, tab.ticket().client())
                                .<Entry>map(Entry.Refused::new)
                                .orElseGet(() -> new Entry.Guest(tab)))
                        .orElseGet(() -> new Entry.Refused(new Refusal(
                                Refusal.PAYMENT_REQUIRED,
                                Rejection.UNKNOWN_TICKET.name(),
                                "lodge the ticket first: POST " + EdgeServer.CONTROL + "/tickets")));
        };
    }

    /// Why the one who signed does not come in; nothing where it does. Each signature opens once.
    Optional<Refusal> check(Visit visit, MessageSignature signature, PublicKey client) {
        long now = nowSeconds();
        if (Math.abs(now - signature.created()) > FRESH_SECONDS || signature.created() < sinceSeconds - 1) {
            return Optional.of(new Refusal(
                    Refusal.UNAUTHORIZED,
                    "STALE_SIGNATURE",
                    "the request is dated " + (signature.created() - now) + " s from this edge's clock, " + now
                            + "; sign it anew by that clock"));
        }
        if (!signature.verifies(visit.target(), client)) {
            return Optional.of(Refusal.of(Refusal.UNAUTHORIZED, Rejection.BAD_SIGNATURE));
        }
        return nonces.computeIfAbsent(signature.ticket(), ticket -> new Nonces())
                .use(signature, now);
    }

    private long nowSeconds() {
        return clock.time().instant().getEpochSecond();
    }

    /// Forgets what is stale anyway.
    void tidy() {
        long now = nowSeconds();
        nonces.values().removeIf(each -> each.isEmptyAt(now));
    }

    /// The signatures on one ticket that are fresh and used up.
    private static final class Nonces {
        private final Map<String, Long> used = new LinkedHashMap<>();

        synchronized Optional<Refusal> use(MessageSignature signature, long now) {
            forget(now);
            if (used.containsKey(signature.nonce())) {
                return Optional.of(new Refusal(
                        Refusal.UNAUTHORIZED, Rejection.REPLAYED.name(), "this signed request came before; sign anew"));
            }
            if (used.size() >= MAX_NONCES) {
                return Optional.of(
                        new Refusal(Refusal.TOO_MANY, "RESOURCE_EXHAUSTED", "too many requests on one ticket"));
            }
            used.put(signature.nonce(), now);
            return Optional.empty();
        }

        synchronized boolean isEmptyAt(long now) {
            forget(now);
            return used.isEmpty();
        }

        /// What was used so long ago that its signature, dated ahead of time at most, is stale by now.
        private void forget(long now) {
            for (Iterator<Long> times = used.values().iterator(); times.hasNext(); ) {
                if (now - times.next() <= 2 * FRESH_SECONDS + 1) {
                    return;
                }
                times.remove();
            }
        }
    }
}
