// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.state;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.trie.Trie;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.crypto.Keccak;

/// What Ethereum's account leaf says of an account (Yellow Paper §4.1).
public record Account(long nonce, Amount balance, Hash storageRoot, Hash codeHash) {
    /// The code hash of an account without code.
    public static final Hash NO_CODE = Keccak.hash(Bytes.EMPTY);

    public static final Account EMPTY = new Account(0, Amount.ZERO, Trie.EMPTY_ROOT, NO_CODE);

    public Account {
        if (nonce < 0) {
            throw new IllegalArgumentException("a nonce is not negative: " + nonce);
        }
    }

    public Account withNonce(long newNonce) {
        return new Account(newNonce, balance, storageRoot, codeHash);
    }

    public Account withBalance(Amount newBalance) {
        return new Account(nonce, newBalance, storageRoot, codeHash);
    }

    public Account withStorageRoot(Hash newStorageRoot) {
        return new Account(nonce, balance, newStorageRoot, codeHash);
    }

    public Account withCodeHash(Hash newCodeHash) {
        return new Account(nonce, balance, storageRoot, newCodeHash);
    }

    /// Whether nothing is lost when the account is: empty as EIP-161 has it, and without storage.
    public boolean isEmpty() {
        return equals(EMPTY);
    }

    /// The leaf's value: RLP([nonce, balance, storageRoot, codeHash]).
    public Bytes encoded() {
        return Rlp.list(
                leaf -> leaf.number(nonce).amount(balance).hash(storageRoot).hash(codeHash));
    }

    public static Decoded<Account> decode(Bytes leaf) {
        return Rlp.decodeList(
                leaf, fields -> new Account(fields.number(), fields.amount(), fields.hash(), fields.hash()));
    }
}
