// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.receipt;

import java.util.Comparator;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.crypto.RecoverableSignature;
import org.tributary.primitives.typed.Domain;

/// A batch with its receipts and the provider's signature: what providers submit and members spread.
public record SignedBatch(ReceiptBatch batch, RecoverableSignature signature, List<SignedReceipt> receipts) {
    public SignedBatch {
        receipts = List.copyOf(receipts);
    }

    /// Builds and signs the batch over `receipts`, at least one; more than the chain takes at once are the caller's to
    /// split.
    public static SignedBatch sign(
            ChainName chain, long sequence, List<SignedReceipt> receipts, Domain domain, PrivateKey provider) {
        var buckets = receipts.stream().map(entry -> entry.receipt().bucket()).toList();
        Bucket first = buckets.stream().min(Comparator.naturalOrder()).orElseThrow();
        Bucket last = buckets.stream().max(Comparator.naturalOrder()).orElseThrow();
        var batch = new ReceiptBatch(
                provider.address(), chain, sequence, first, last, receipts.size(), BatchTree.root(receipts));
        return new SignedBatch(batch, provider.signRecoverable(domain.digest(batch.hash())), receipts);
    }

    /// The address of the content; see [ReceiptBatch#hash].
    public Hash hash() {
        return batch.hash();
    }

    public boolean isSignedByProvider(Domain domain) {
        return signature
                .signerAddress(domain.digest(hash()))
                .filter(batch.provider()::equals)
                .isPresent();
    }

    public void write(RlpListWriter list) {
        list.list(batch::write).recoverable(signature).list(receipts, (items, receipt) -> items.list(receipt::write));
    }

    public static SignedBatch read(RlpListReader list) {
        return new SignedBatch(
                list.list(ReceiptBatch::read),
                list.recoverable(),
                list.list(MeteringRules.MOST_RECEIPTS, items -> items.list(SignedReceipt::read)));
    }

    public Bytes encode() {
        return Rlp.list(this::write);
    }

    public static Decoded<SignedBatch> decode(Bytes bytes) {
        return Rlp.decodeList(bytes, SignedBatch::read);
    }
}
