// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import org.tributary.primitives.crypto.PublicKey;

/// TLS 1.3 for both sides of a connection. Our own key is never wanted: a node that talks to itself counts its vote
/// twice.
final class PeerTls {
    private static final String VERSION = "TLSv1.3";
    /// Measured against the native one: frames cost the same, and a native library less is loaded.
    private static final SslProvider PROVIDER = SslProvider.JDK;

    private final PeerIdentity identity;
    private final PeerCounters counters;

    PeerTls(PeerIdentity identity, PeerCounters counters) {
        this.identity = identity;
        this.counters = counters;
    }

    SslContext server(Predicate<PublicKey> admission) {
        return build(SslContextBuilder.forServer(identity.tlsSecret(), identity.certificate())
                .clientAuth(ClientAuth.REQUIRE)
                .trustManager(trust(admission)));
    }

    SslContext client(PublicKey expected) {
        return build(SslContextBuilder.forClient()
                .keyManager(identity.tlsSecret(), identity.certificate())
                .trustManager(trust(expected::equals)));
    }

    private PeerTrust trust(Predicate<PublicKey> wanted) {
        Predicate<PublicKey> another = key -> !key.equals(identity.consensusKey());
        return new PeerTrust(identity.genesisHash(), another.and(wanted), counters);
    }

    private static SslContext build(SslContextBuilder builder) {
        try {
            return GrpcSslContexts.configure(builder, PROVIDER)
                    .protocols(VERSION)
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("this JDK has no TLS 1.3 with P-256", e);
        }
    }
}
