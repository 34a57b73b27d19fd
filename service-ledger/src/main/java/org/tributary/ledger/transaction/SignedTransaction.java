// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.transaction;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.crypto.RecoverableSignature;

/// A transaction with its signature, its one encoding and its hash. No record: nobody outside can make one whose parts
/// do not belong together.
public final class SignedTransaction {
    /// 128 KiB, the limit of Ethereum's own pools: wallets split what is larger.
    public static final int MAX_SIZE = 128 * 1024;

    private final Transaction transaction;
    private final RecoverableSignature signature;
    private final Bytes encoded;
    private final Hash hash;

    SignedTransaction(Transaction transaction, RecoverableSignature signature, Bytes encoded) {
        this.transaction = transaction;
        this.signature = signature;
        this.encoded = encoded;
        this.hash = Keccak.hash(encoded);
    }

    /// Reads what `eth_sendRawTransaction` is given: an EIP-2718 envelope or a legacy list. Reasons are in the words
    /// that Ethereum clients match, where there are such words.
    public static Decoded<SignedTransaction> decode(Bytes raw) {
        return TransactionDecoder.decode(raw);
    }

    /// @throws IllegalArgumentException where the transaction is larger than [#MAX_SIZE]
    public static SignedTransaction sign(Transaction transaction, PrivateKey key) {
        var signature = key.signRecoverable(transaction.signingHash());
        var encoded = TransactionEncoder.encode(transaction, signature);
        if (encoded.size() > MAX_SIZE) {
            throw new IllegalArgumentException("a transaction has at most " + MAX_SIZE + " bytes");
        }
        return new SignedTransaction(transaction, signature, encoded);
    }

    public Transaction transaction() {
        return transaction;
    }

    public RecoverableSignature signature() {
        return signature;
    }

    /// Keccak-256 of [#encoded()]: how everybody refers to it.
    public Hash hash() {
        return hash;
    }

    /// The canonical bytes of the wire.
    public Bytes encoded() {
        return encoded;
    }

    /// Recovered anew at each call, which costs as much as a verification: [VerifiedTransaction] keeps it.
    /// Nothing where no key can have made the signature.
    public Optional<Address> sender() {
        return signature.signerAddress(transaction.signingHash());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedTransaction that && hash.equals(that.hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return hash.toString();
    }
}
