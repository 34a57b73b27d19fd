// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.ticket;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// What is lodged on the service chain before service: everything that a receipt will be judged by.
/// Protocol §7.1.
public record Opening(SignedTicket ticket, SignedCapability capability, BillingProfile profile) {
    /// What is kept of it while the ticket is open.
    public OpenedTicket opened() {
        return new OpenedTicket(ticket, capability.capability().pool(), profile);
    }

    public void write(RlpListWriter list) {
        list.list(ticket::write).list(capability::write).list(profile::write);
    }

    public static Opening read(RlpListReader list) {
        return new Opening(
                list.list(SignedTicket::read), list.list(SignedCapability::read), list.list(BillingProfile::read));
    }

    public Bytes encode() {
        return Rlp.list(this::write);
    }

    public static Decoded<Opening> decode(Bytes bytes) {
        return Rlp.decodeList(bytes, Opening::read);
    }
}
