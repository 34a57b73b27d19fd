// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.ticket;

import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.crypto.PublicKey;
import org.tributary.primitives.crypto.Signature;
import org.tributary.primitives.typed.Domain;

/// A ticket and the gateway's signature over its digest.
public record SignedTicket(SessionTicket ticket, Signature signature) {
    public static SignedTicket sign(SessionTicket ticket, Domain domain, PrivateKey gateway) {
        return new SignedTicket(ticket, gateway.sign(domain.digest(ticket.hash())));
    }

    public boolean isSignedBy(PublicKey gatewayKey, Domain domain) {
        return gatewayKey.verifies(domain.digest(ticket.hash()), signature);
    }

    public void write(RlpListWriter list) {
        list.list(ticket::write).signature(signature);
    }

    public static SignedTicket read(RlpListReader list) {
        return new SignedTicket(list.list(SessionTicket::read), list.signature());
    }
}
