// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.crypto.PublicKey;

/// Who a node is to its peers: a TLS key, and the certificate in which the consensus key vouches for it.
///
/// The TLS key is P-256 because the JDK's TLS has no secp256k1. It is made at each start and never leaves memory: peers
/// know each other by consensus key alone, so there is nothing to store, to protect or to rotate.
public final class PeerIdentity {
    private final KeyPair tlsKey;
    private final X509Certificate certificate;
    private final PublicKey consensusKey;
    private final Hash genesisHash;

    private PeerIdentity(KeyPair tlsKey, X509Certificate certificate, PublicKey consensusKey, Hash genesisHash) {
        this.tlsKey = tlsKey;
        this.certificate = certificate;
        this.consensusKey = consensusKey;
        this.genesisHash = genesisHash;
    }

    /// Uses the consensus key once, to sign the binding, and keeps no copy of it.
    public static PeerIdentity create(PrivateKey consensusKey, Hash genesisHash) {
        var tlsKey = newTlsKey();
        var certificate = PeerCertificate.issue(tlsKey, consensusKey, genesisHash);
        return new PeerIdentity(tlsKey, certificate, consensusKey.publicKey(), genesisHash);
    }

    public PublicKey consensusKey() {
        return consensusKey;
    }

    public Hash genesisHash() {
        return genesisHash;
    }

    java.security.PrivateKey tlsSecret() {
        return tlsKey.getPrivate();
    }

    X509Certificate certificate() {
        return certificate;
    }

    static KeyPair newTlsKey() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK makes no P-256 keys", e);
        }
    }
}
