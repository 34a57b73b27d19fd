// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.chain;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.node.storage.FileJournal;
import org.tributary.node.storage.StorageException;
import org.tributary.pbft.JournalCodec;
import org.tributary.pbft.driver.Journal;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PublicKey;

/// Consensus's journal in a file. Settled records stay until the file has grown, because starting anew costs
/// three syncs.
///
/// The file says whose it is: what another key signed, or this key on another chain, says nothing about what
/// this one may sign here.
public final class ConsensusJournal implements Journal {
    private static final long MAX_BYTES = 32L << 20;

    /// Consensus's own records are RLP lists, which begin otherwise.
    private static final Bytes OWNER = Bytes.wrap("owner".getBytes(StandardCharsets.US_ASCII));

    private final FileJournal file;
    private final Bytes owner;
    private final boolean unused;
    private long bytes;

    private ConsensusJournal(FileJournal file, Bytes owner, boolean unused) {
        this.file = file;
        this.owner = owner;
        this.unused = unused;
        this.bytes = file.records().stream().mapToLong(Bytes::size).sum();
    }

    /// @param unused the key has never signed: its journal is begun here
    /// @throws StorageException where the file is the journal of another key, chain or network
    public static ConsensusJournal open(FileJournal file, Owner whose, boolean unused) {
        var owner = whose.written();
        var records = file.records();
        boolean begun = records.isEmpty() && unused && file.damage().isEmpty();
        if (records.isEmpty()) {
            file.append(owner);
            if (begun) {
                file.append(JournalCodec.firstRecord());
            }
            file.sync();
        } else if (!records.getFirst().equals(owner)) {
            throw new StorageException(file.path() + " is not the journal of this consensus key for " + whose.chain()
                    + " on this network. Put the key's own journal back; or move the file away, and the node asks the"
                    + " others what the key signed before it votes");
        }
        return new ConsensusJournal(file, owner, begun);
    }

    /// Whose votes a journal holds.
    public record Owner(Hash network, ChainName chain, PublicKey key) {
        private Bytes written() {
            var hash =
                    Keccak.hash(Rlp.list(list -> list.hash(network).chain(chain).publicKey(key)));
            return Bytes.concatenate(OWNER, hash.bytes());
        }
    }

    @Override
    public boolean isUnused() {
        return unused;
    }

    @Override
    public List<Bytes> records() {
        var records = file.records();
        return records.subList(1, records.size());
    }

    @Override
    public void append(Bytes entry) {
        file.append(entry);
        bytes += entry.size();
    }

    @Override
    public void sync() {
        file.sync();
    }

    @Override
    public void reset(Bytes first) {
        if (bytes < MAX_BYTES) {
            append(first);
        } else {
            file.reset(List.of(owner, first));
            bytes = first.size();
        }
    }
}
