// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.block;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.genesis.ChainSpec;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.merkle.MerkleTree;

/// A certified batch, with its path to the final header of the block that ordered it.
///
/// @param path under the header's transactions root
public record OrderedBatch(FinalHeader block, MerkleTree.Path path, BatchCertificate certificate) {
    /// What stands for the certificate under the transactions root.
    public static Hash transaction(BatchCertificate certificate) {
        return Keccak.hash(certificate.encode());
    }

    /// Why this does not show that `chain` ordered the batch; nothing where it does.
    public Optional<String> refusal(ChainSpec spec, ChainName chain) {
        return path.root(transaction(certificate)).equals(block.header().roots().transactions())
                ? block.refusal(spec, chain)
                : Optional.of("the path does not lead to the header's transactions root");
    }

    public Bytes encode() {
        return Rlp.list(list -> list.list(block::write).list(path::write).list(certificate::write));
    }

    /// @param network the genesis hash that the certificate of the block is read for
    public static Decoded<OrderedBatch> decode(Hash network, Bytes bytes) {
        return Rlp.decodeList(
                bytes,
                list -> new OrderedBatch(
                        list.list(in -> FinalHeader.read(network, in)),
                        list.list(MerkleTree.Path::read),
                        list.list(BatchCertificate::read)));
    }
}
