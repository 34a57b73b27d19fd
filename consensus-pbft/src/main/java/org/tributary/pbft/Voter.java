// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.Signature;

/// A seat of our own, and how to sign for it.
public record Voter(int seat, Signer signer) {
    /// Signs with the consensus key. Deterministic (RFC 6979): after a restart the same vote has the same
    /// signature.
    @FunctionalInterface
    public interface Signer {
        Signature sign(Hash hash);
    }
}
