// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerTransportFilter;
import io.grpc.Status;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.PublicKey;

/// Tells each call who makes it, from the certificate of its TLS session, and holds each caller to its share.
final class Callers extends ServerTransportFilter implements ServerInterceptor {
    /// Two streams and as many questions as a peer may ask, and the same again for a connection that died unnoticed.
    static final int MAX_CALLS_PER_PEER = 2 * (2 + PeerConnection.MAX_PENDING_REQUESTS);

    private static final Attributes.Key<PublicKey> ON_CONNECTION = Attributes.Key.create("consensus-key");
    private static final Context.Key<PublicKey> ON_CALL = Context.key("consensus-key");

    private final Hash genesisHash;
    private final Predicate<PublicKey> admission;
    private final Map<PublicKey, Semaphore> shares = new ConcurrentHashMap<>();

    Callers(Hash genesisHash, Predicate<PublicKey> admission) {
        this.genesisHash = genesisHash;
        this.admission = admission;
    }

    /// The caller of the call that runs on this thread.
    static PublicKey current() {
        return ON_CALL.get();
    }

    /// Reads the certificate once for each connection; the handshake has verified it.
    @Override
    public Attributes transportReady(Attributes attributes) {
        var session = attributes.get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
        var builder = attributes.toBuilder();
        Optional.ofNullable(session).flatMap(this::consensusKey).ifPresent(key -> builder.set(ON_CONNECTION, key));
        return builder.build();
    }

    private Optional<PublicKey> consensusKey(SSLSession session) {
        try {
            var certificate = (X509Certificate) session.getPeerCertificates()[0];
            return switch (PeerCertificate.consensusKey(certificate, genesisHash)) {
                case Decoded.Value<PublicKey>(var key) -> Optional.of(key);
                case Decoded.Malformed<PublicKey> _ -> Optional.empty();
            };
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        var caller = call.getAttributes().get(ON_CONNECTION);
        // Again at each call: the session may be older than the committee.
        if (caller == null || !admission.test(caller)) {
            return refuse(call, Status.PERMISSION_DENIED.withDescription("not a peer of this node"));
        }
        var share = shares.computeIfAbsent(caller, _ -> new Semaphore(MAX_CALLS_PER_PEER));
        if (!share.tryAcquire()) {
            return refuse(call, Status.UNAVAILABLE.withDescription("too many calls at once"));
        }
        var context = Context.current().withValue(ON_CALL, caller);
        return new Returning<>(Contexts.interceptCall(context, call, headers, next), share);
    }

    private static <Q, A> ServerCall.Listener<Q> refuse(ServerCall<Q, A> call, Status status) {
        call.close(status, new Metadata());
        return new ServerCall.Listener<>() {};
    }

    /// Gives the call's part of the share back when the call is over.
    private static final class Returning<Q> extends SimpleForwardingServerCallListener<Q> {
        private final Semaphore share;
        private final AtomicBoolean returned = new AtomicBoolean();

        Returning(ServerCall.Listener<Q> listener, Semaphore share) {
            super(listener);
            this.share = share;
        }

        @Override
        public void onComplete() {
            giveBack();
            super.onComplete();
        }

        @Override
        public void onCancel() {
            giveBack();
            super.onCancel();
        }

        private void giveBack() {
            if (returned.compareAndSet(false, true)) {
                share.release();
            }
        }
    }
}
