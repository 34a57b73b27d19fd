// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.state;

import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.trie.TrieProof;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.Keccak;

/// What `eth_getProof` answers: an account, some of its storage words, and the trie nodes that prove them.
public record AccountProof(Address address, Account account, List<Bytes> nodes, List<SlotProof> slots) {
    public AccountProof {
        nodes = List.copyOf(nodes);
        slots = List.copyOf(slots);
    }

    /// Whether all of it follows from the state root.
    public Verdict verify(Hash stateRoot) {
        var claimed = account.isEmpty() ? Optional.<Bytes>empty() : Optional.of(account.encoded());
        if (!proves(stateRoot, Keccak.hash(address.bytes()), nodes, claimed)) {
            return Verdict.reject("the account does not follow from the state root");
        }
        for (var slot : slots) {
            var word = slot.value().isZero() ? Optional.<Bytes>empty() : Optional.of(StorageWord.leaf(slot.value()));
            if (!proves(account.storageRoot(), Keccak.hash(slot.key()), slot.nodes(), word)) {
                return Verdict.reject("slot " + slot.key().toHexString() + " does not follow from the account");
            }
        }
        return Verdict.accept();
    }

    private static boolean proves(Hash root, Hash key, List<Bytes> nodes, Optional<Bytes> claimed) {
        return TrieProof.value(root, key.bytes(), nodes).equals(new Decoded.Value<>(claimed));
    }
}
