// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.view;

import java.util.List;
import org.tributary.bandwidth.proof.ProofOfBandwidth;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.merkle.MerkleTree;

/// A closed window, and where it stands on its chain.
///
/// @param height of the service block that closed it
/// @param path of the transaction's hash under that block's transactions root
/// @param batches that the close looked at, in the order of their hashes: the accepted receipts are in them
public record WindowRecord(Height height, ProofOfBandwidth proof, MerkleTree.Path path, List<Batch> batches) {
    public WindowRecord {
        batches = List.copyOf(batches);
    }

    /// Whose batch it is says which rows its receipts may be in.
    public record Batch(Hash hash, Address provider) {}

    public long number() {
        return proof.window();
    }
}
