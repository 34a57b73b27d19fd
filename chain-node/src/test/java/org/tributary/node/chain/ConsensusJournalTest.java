// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.node.storage.FileJournal;
import org.tributary.node.storage.StorageException;
import org.tributary.pbft.JournalCodec;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;

/// A journal in a file is begun with its key and belongs to it. ADR 0008.
class ConsensusJournalTest {
    private static final Hash NETWORK = Keccak.hash(Bytes.of(1));
    private static final ConsensusJournal.Owner OWNER = owner(NETWORK, ChainName.MAIN, 1);
    private static final Bytes VOTE = Bytes.repeat((byte) 7, 1 << 20);

    @TempDir
    Path directory;

    private static ConsensusJournal.Owner owner(Hash network, ChainName chain, int key) {
        var secret = new PrivateKey(Keccak.hash(Bytes.of(key)).bytes());
        return new ConsensusJournal.Owner(network, chain, secret.publicKey());
    }

    private Path path() {
        return directory.resolve("votes");
    }

    private List<Bytes> recordsOf(ConsensusJournal.Owner owner, boolean unused) {
        try (var file = FileJournal.open(path())) {
            return ConsensusJournal.open(file, owner, unused).records();
        }
    }

    private void write(Bytes... records) {
        try (var file = FileJournal.open(path())) {
            var journal = ConsensusJournal.open(file, OWNER, true);
            for (var record : records) {
                journal.append(record);
            }
            journal.sync();
        }
    }

    @Test
    void isBegunForAKeyThatNeverSignedAndForNoOther() throws IOException {
        assertThat(recordsOf(OWNER, false)).isEmpty();
        // Emptied once, it stays so: the mark of an unused key is gone by then.
        assertThat(recordsOf(OWNER, false)).isEmpty();
        Files.delete(path());
        assertThat(recordsOf(OWNER, true)).containsExactly(JournalCodec.firstRecord());
        assertThat(recordsOf(OWNER, false)).containsExactly(JournalCodec.firstRecord());
    }

    @Test
    void aMarkPutBackDoesNotBeginAJournalThatHasForgottenItsVotes() {
        recordsOf(OWNER, false);
        assertThat(recordsOf(OWNER, true)).isEmpty();
    }

    @Test
    void refusesTheJournalOfAnotherKeyChainOrNetwork() {
        write(VOTE);
        var others = List.of(
                owner(NETWORK, ChainName.MAIN, 2),
                owner(NETWORK, new ChainName("cdn"), 1),
                owner(Keccak.hash(Bytes.of(2)), ChainName.MAIN, 1));
        for (var other : others) {
            assertThatThrownBy(() -> recordsOf(other, false))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining(path() + " is not the journal of this consensus key");
        }
        assertThat(recordsOf(OWNER, false)).containsExactly(JournalCodec.firstRecord(), VOTE);
    }

    @Test
    void keepsItsOwnerWhenItStartsAnew() {
        var first = Bytes.of(0xc0);
        try (var file = FileJournal.open(path())) {
            var journal = ConsensusJournal.open(file, OWNER, true);
            for (int size = 0; size <= 32; size++) {
                journal.append(VOTE);
                journal.sync();
            }
            journal.reset(first);
            assertThat(journal.records()).containsExactly(first);
        }
        assertThat(recordsOf(OWNER, false)).containsExactly(first);
    }

    /// A link to a disk that is not mounted: what was promised is out of sight, not gone.
    @Test
    void aLinkThatLeadsNowhereIsAnEmptyJournal() throws IOException {
        Files.createSymbolicLink(path(), directory.resolve("not mounted"));
        assertThat(recordsOf(OWNER, false)).isEmpty();
    }

    /// A link to a journal is that journal, lock included, as long as it is not begun anew.
    @Test
    void aLinkToAnotherNodesJournalIsThatJournal() throws IOException {
        write(VOTE);
        var link = Files.createSymbolicLink(directory.resolve("link"), path());
        try (var file = FileJournal.open(path())) {
            assertThat(ConsensusJournal.open(file, OWNER, false).records()).contains(VOTE);
            assertThatThrownBy(() -> FileJournal.open(link))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("in use");
        }
        try (var file = FileJournal.open(link)) {
            assertThatThrownBy(() -> ConsensusJournal.open(file, owner(NETWORK, ChainName.MAIN, 2), false))
                    .isInstanceOf(StorageException.class);
        }
    }
}
