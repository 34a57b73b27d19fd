// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.receipt;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.crypto.PublicKey;
import org.tributary.primitives.crypto.Signature;
import org.tributary.primitives.typed.Domain;

/// A receipt and its client's signature; on the wire one flat list, because it is by far the most frequent object.
public record SignedReceipt(UsageReceipt receipt, Signature signature) {
    public static SignedReceipt sign(UsageReceipt receipt, Domain domain, PrivateKey client) {
        return new SignedReceipt(receipt, client.sign(domain.digest(receipt.hash())));
    }

    /// `client` is the key of the ticket that the receipt names.
    public boolean isSignedBy(PublicKey client, Domain domain) {
        return client.verifies(domain.digest(receipt.hash()), signature);
    }

    public void write(RlpListWriter list) {
        receipt.write(list);
        list.signature(signature);
    }

    public static SignedReceipt read(RlpListReader list) {
        return new SignedReceipt(UsageReceipt.read(list), list.signature());
    }

    public Bytes encode() {
        return Rlp.list(this::write);
    }

    public static Decoded<SignedReceipt> decode(Bytes bytes) {
        return Rlp.decodeList(bytes, SignedReceipt::read);
    }
}
