// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.ticket;

import org.tributary.primitives.Address;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.crypto.RecoverableSignature;
import org.tributary.primitives.typed.Domain;

/// A capability and the pool owner's signature over its digest, as any wallet makes it (`eth_signTypedData_v4`).
public record SignedCapability(Capability capability, RecoverableSignature signature) {
    public static SignedCapability sign(Capability capability, Domain domain, PrivateKey owner) {
        return new SignedCapability(capability, owner.signRecoverable(domain.digest(capability.hash())));
    }

    public boolean isSignedBy(Address owner, Domain domain) {
        return signature
                .signerAddress(domain.digest(capability.hash()))
                .filter(owner::equals)
                .isPresent();
    }

    public void write(RlpListWriter list) {
        list.list(capability::write).recoverable(signature);
    }

    public static SignedCapability read(RlpListReader list) {
        return new SignedCapability(list.list(Capability::read), list.recoverable());
    }
}
