// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.challenge;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.proof.InclusionProof;
import org.tributary.bandwidth.proof.UsageLeaf;
import org.tributary.bandwidth.proof.UsageRow;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.crypto.Keccak;

/// One entry of a window, with its path to the window's root.
public record Entry(long window, InclusionProof proof) {
    public UsageLeaf leaf() {
        return proof.leaf();
    }

    public UsageRow row() {
        return proof.row();
    }

    /// Where the entry stands in its window: no other has the same.
    public Hash place() {
        return Keccak.hash(
                Bytes.ofUnsignedLong(window),
                Bytes.ofUnsignedLong(proof.rowPath().index()),
                Bytes.ofUnsignedLong(proof.path().index()));
    }

    boolean isUnder(WindowRoots roots) {
        return roots.root(window).filter(root -> proof.verify(root).accepted()).isPresent();
    }

    public void write(RlpListWriter list) {
        list.number(window).list(proof::write);
    }

    public static Entry read(RlpListReader list) {
        return new Entry(list.number(), list.list(InclusionProof::read));
    }
}
