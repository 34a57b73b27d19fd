// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.PublicKey;

/// Trusts a certificate if the consensus key bound to it is one of those wanted. It takes the place of authorities and
/// of host names: the *extended* kind, because the JDK adds its own host name check to any other.
final class PeerTrust extends X509ExtendedTrustManager {
    private static final Logger LOG = LoggerFactory.getLogger(PeerTrust.class);

    private final Hash genesisHash;
    private final Predicate<PublicKey> wanted;
    private final PeerCounters counters;

    PeerTrust(Hash genesisHash, Predicate<PublicKey> wanted, PeerCounters counters) {
        this.genesisHash = genesisHash;
        this.wanted = wanted;
        this.counters = counters;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        var refusal = refusal(chain);
        if (!refusal.isEmpty()) {
            counters.refusals.increment();
            throw new CertificateException(refusal);
        }
    }

    /// Where we dialled: the operator configured that peer, so the operator is told. Dialling is paced, so the log is
    /// too.
    private void checkDialled(X509Certificate[] chain, SSLEngine engine) throws CertificateException {
        try {
            check(chain);
        } catch (CertificateException refusal) {
            LOG.warn(
                    "event=peer_refused host={} port={} reason=\"{}\" advice=\"{}\"",
                    engine.getPeerHost(),
                    engine.getPeerPort(),
                    refusal.getMessage(),
                    "compare the genesis files and the configured consensus key");
            throw refusal;
        }
    }

    /// Why not, or nothing.
    private String refusal(X509Certificate[] chain) {
        if (chain.length != 1) {
            return "a peer shows one self-signed certificate";
        }
        return switch (PeerCertificate.consensusKey(chain[0], genesisHash)) {
            case Decoded.Malformed<PublicKey>(var reason) -> reason;
            case Decoded.Value<PublicKey>(var key) ->
                wanted.test(key) ? "" : "the consensus key " + key + " is not one that is wanted here";
        };
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkDialled(chain, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
