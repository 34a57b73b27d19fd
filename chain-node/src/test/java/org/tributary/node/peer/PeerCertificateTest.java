// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.crypto.PublicKey;

class PeerCertificateTest {
    private static final PrivateKey KEY = TestNode.key(1);

    @Test
    void namesTheConsensusKeyThatSignedIt() {
        var certificate = PeerCertificate.issue(PeerIdentity.newTlsKey(), KEY, TestNode.GENESIS);
        assertThat(read(certificate)).isEqualTo(new Decoded.Value<>(KEY.publicKey()));
    }

    @Test
    void aBindingOverAnotherTlsKeyIsRefused() {
        var stolen = binding(PeerCertificate.issue(PeerIdentity.newTlsKey(), KEY, TestNode.GENESIS));
        var thief = PeerCertificate.selfSigned(PeerIdentity.newTlsKey(), stolen);
        assertThat(read(thief)).isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void aBindingForAnotherGenesisIsRefused() {
        var other = new Hash(Bytes32.repeat((byte) 8));
        var certificate = PeerCertificate.issue(PeerIdentity.newTlsKey(), KEY, other);
        assertThat(read(certificate)).isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void aBindingThatClaimsTheKeyOfAnotherIsRefused() {
        var tlsKey = PeerIdentity.newTlsKey();
        var own = binding(PeerCertificate.issue(tlsKey, KEY, TestNode.GENESIS));
        var claimed = Bytes.concatenate(TestNode.key(2).publicKey().bytes(), own.slice(PublicKey.SIZE));
        assertThat(read(PeerCertificate.selfSigned(tlsKey, claimed))).isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void everyFlippedByteOfTheBindingIsRefused() {
        var tlsKey = PeerIdentity.newTlsKey();
        var sound = binding(PeerCertificate.issue(tlsKey, KEY, TestNode.GENESIS));
        for (int i = 0; i < sound.size(); i++) {
            var bent = sound.mutableCopy();
            bent.set(i, (byte) (bent.get(i) ^ 1));
            assertThat(read(PeerCertificate.selfSigned(tlsKey, bent)))
                    .as("byte %s", i)
                    .isInstanceOf(Decoded.Malformed.class);
        }
    }

    @Test
    void aBindingOfAnotherLengthIsRefused() {
        var tlsKey = PeerIdentity.newTlsKey();
        var sound = binding(PeerCertificate.issue(tlsKey, KEY, TestNode.GENESIS));
        for (var bent : new Bytes[] {Bytes.EMPTY, sound.slice(1), Bytes.concatenate(sound, Bytes.of(0))}) {
            assertThat(read(PeerCertificate.selfSigned(tlsKey, bent))).isInstanceOf(Decoded.Malformed.class);
        }
    }

    @Test
    void trustTakesOneWantedCertificateAndCountsWhatItRefuses() {
        var counters = new PeerCounters();
        var trust = new PeerTrust(TestNode.GENESIS, KEY.publicKey()::equals, counters);
        var wanted = PeerCertificate.issue(PeerIdentity.newTlsKey(), KEY, TestNode.GENESIS);
        var unwanted = PeerCertificate.issue(PeerIdentity.newTlsKey(), TestNode.key(2), TestNode.GENESIS);
        assertThatCode(() -> trust.checkClientTrusted(chain(wanted), "EC")).doesNotThrowAnyException();
        assertThatThrownBy(() -> trust.checkClientTrusted(chain(unwanted), "EC"))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining(TestNode.key(2).publicKey().toString());
        assertThatThrownBy(() -> trust.checkServerTrusted(chain(wanted, wanted), "EC"))
                .isInstanceOf(CertificateException.class);
        assertThatThrownBy(() -> trust.checkServerTrusted(chain(), "EC")).isInstanceOf(CertificateException.class);
        assertThat(counters.snapshot().refusals()).isEqualTo(3);
    }

    private static X509Certificate[] chain(X509Certificate... certificates) {
        return certificates;
    }

    private static Decoded<PublicKey> read(X509Certificate certificate) {
        return PeerCertificate.consensusKey(certificate, TestNode.GENESIS);
    }

    /// The extension's 97 bytes, without the two octet strings around them.
    private static Bytes binding(X509Certificate certificate) {
        return Bytes.wrap(certificate.getExtensionValue(PeerCertificate.BINDING_OID))
                .slice(4);
    }
}
