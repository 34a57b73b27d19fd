// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.proof.ProofOfBandwidth;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.block.FinalHeader;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.view.WindowRecord;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.merkle.MerkleTree;

/// A closed window, with its path to the final header of the service block that closed it.
///
/// @param path under the header's transactions root
public record ProvenWindow(FinalHeader block, MerkleTree.Path path, ProofOfBandwidth proof) {
    /// Of a window that the service chain has closed and committed.
    public static ProvenWindow of(Ledger service, WindowRecord window) {
        return new ProvenWindow(service.blocks().finalHeader(window.height()), window.path(), window.proof());
    }

    /// Why a quorum of `chain` did not commit this window; nothing where it did.
    public Optional<String> refusal(ChainSpec spec, ChainName chain) {
        if (!proof.chain().equals(chain)) {
            return Optional.of("the window is of " + proof.chain() + ", not of " + chain);
        }
        if (!path.root(proof.hash()).equals(block.header().roots().transactions())) {
            return Optional.of("the window's path does not lead to the header's transactions root");
        }
        return block.refusal(spec, chain);
    }

    public Bytes encode() {
        return Rlp.list(this::write);
    }

    /// @param network the genesis hash that the certificate is read for
    public static Decoded<ProvenWindow> decode(Hash network, Bytes bytes) {
        return Rlp.decodeList(bytes, list -> read(network, list));
    }

    void write(RlpListWriter list) {
        list.list(block::write).list(path::write).list(proof::write);
    }

    static ProvenWindow read(Hash network, RlpListReader list) {
        return new ProvenWindow(
                list.list(in -> FinalHeader.read(network, in)),
                list.list(MerkleTree.Path::read),
                list.list(ProofOfBandwidth::read));
    }
}
