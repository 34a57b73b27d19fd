// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.util.List;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.SignedCapability;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.typed.Domain;

/// A DApp, its gateway and a provider, without a network.
final class Parties {
    static final ChainName CDN = new ChainName("cdn");
    static final Domain DOMAIN = Domain.of(new ChainId(777), Hash.ZERO, CDN);

    final PrivateKey owner = Keys.fresh();
    final PrivateKey provider = Keys.fresh();
    final Gateway gateway;

    Parties() {
        var key = Keys.fresh();
        var capability = new Capability(
                Hash.ZERO,
                key.publicKey(),
                Amount.ofTokens(1),
                1_000_000,
                List.of(UsageKind.BYTES),
                Bucket.ZERO,
                new Bucket(1_000),
                0);
        this.gateway = new Gateway(SignedCapability.sign(capability, DOMAIN, owner), key, DOMAIN);
    }
}
