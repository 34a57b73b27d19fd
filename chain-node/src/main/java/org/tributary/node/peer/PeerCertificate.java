// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.apache.tuweni.bytes.Bytes;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.crypto.PublicKey;
import org.tributary.primitives.crypto.Signature;

/// The bond between a TLS key and a consensus key: a self-signed certificate with one extension, an octet string of the
/// consensus key (33 bytes) and its signature (64 bytes) over keccak(domain ‖ genesis hash ‖ SubjectPublicKeyInfo).
///
/// Nothing else in the certificate counts: no name, no issuer, and no dates, since the clocks of peers may
/// be wrong. That the other side holds the TLS key is what the handshake itself proves.
final class PeerCertificate {
    /// Below 2.25 anyone may use the number of a UUID as an arc (ITU-T X.667).
    static final String BINDING_OID = "2.25.163656254597732112947614083337020939079";

    private static final Bytes DOMAIN = Bytes.wrap("tributary/peer-tls/1".getBytes(StandardCharsets.US_ASCII));
    private static final int BINDING_SIZE = PublicKey.SIZE + Signature.SIZE;
    /// DER of an octet string of the binding within the octet string that every extension's value is.
    private static final Bytes DER_PREFIX = Bytes.of(4, BINDING_SIZE + 2, 4, BINDING_SIZE);

    private PeerCertificate() {}

    static X509Certificate issue(KeyPair tlsKey, PrivateKey consensusKey, Hash genesisHash) {
        var signature = consensusKey.sign(bindingHash(genesisHash, tlsKey.getPublic()));
        var binding = Bytes.concatenate(consensusKey.publicKey().bytes(), signature.bytes());
        return selfSigned(tlsKey, binding);
    }

    /// A certificate with any binding at all, true or not.
    static X509Certificate selfSigned(KeyPair tlsKey, Bytes binding) {
        var name = new X500Name("CN=tributary peer");
        // Dates are required by X.509 and read by nobody.
        var from = Date.from(Instant.EPOCH);
        var until = Date.from(Instant.parse("9999-12-31T23:59:59Z"));
        try {
            var builder = new JcaX509v3CertificateBuilder(name, BigInteger.ONE, from, until, name, tlsKey.getPublic())
                    .addExtension(
                            new ASN1ObjectIdentifier(BINDING_OID), false, new DEROctetString(binding.toArrayUnsafe()));
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(tlsKey.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("a self-signed P-256 certificate cannot be made here", e);
        }
    }

    /// The consensus key that vouches for the certificate's TLS key on this network.
    static Decoded<PublicKey> consensusKey(X509Certificate certificate, Hash genesisHash) {
        var extension = certificate.getExtensionValue(BINDING_OID);
        if (extension == null) {
            return new Decoded.Malformed<>("the certificate names no consensus key");
        }
        var der = Bytes.wrap(extension);
        if (der.size() != DER_PREFIX.size() + BINDING_SIZE
                || !der.slice(0, DER_PREFIX.size()).equals(DER_PREFIX)) {
            return new Decoded.Malformed<>("the certificate's binding is not an octet string of 97 bytes");
        }
        var binding = der.slice(DER_PREFIX.size());
        try {
            var key = new PublicKey(binding.slice(0, PublicKey.SIZE).copy());
            var signature = new Signature(binding.slice(PublicKey.SIZE));
            return key.verifies(bindingHash(genesisHash, certificate.getPublicKey()), signature)
                    ? new Decoded.Value<>(key)
                    : new Decoded.Malformed<>("the binding's signature is over another TLS key or another genesis");
        } catch (IllegalArgumentException e) {
            return new Decoded.Malformed<>("the certificate's binding: " + e.getMessage());
        }
    }

    private static Hash bindingHash(Hash genesisHash, java.security.PublicKey tlsKey) {
        return Keccak.hash(DOMAIN, genesisHash.bytes(), Bytes.wrap(tlsKey.getEncoded()));
    }
}
