// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.codec;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.crypto.PublicKey;
import org.tributary.primitives.crypto.RecoverableSignature;
import org.tributary.primitives.crypto.Signature;

/// Writes the items of one list, each in the form that [RlpListReader] reads back.
public final class RlpListWriter {
    private final RlpOutput output;

    RlpListWriter(RlpOutput output) {
        this.output = output;
    }

    public RlpListWriter number(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("RLP numbers are not negative: " + value);
        }
        output.number(value);
        return this;
    }

    public RlpListWriter number(BigInteger value) {
        if (value.signum() < 0) {
            throw new IllegalArgumentException("RLP numbers are not negative: " + value);
        }
        if (value.bitLength() < Long.SIZE) {
            output.number(value.longValueExact());
        } else {
            var bytes = value.toByteArray();
            // The sign's byte, where there is one.
            output.item(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
        }
        return this;
    }

    public RlpListWriter bytes(Bytes value) {
        output.item(value.toArrayUnsafe());
        return this;
    }

    public RlpListWriter flag(boolean value) {
        return number(value ? 1 : 0);
    }

    public RlpListWriter text(String value) {
        output.item(value.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public RlpListWriter list(Consumer<RlpListWriter> content) {
        int begin = output.beginList();
        content.accept(this);
        output.endList(begin);
        return this;
    }

    public <T> RlpListWriter list(List<T> values, BiConsumer<RlpListWriter, T> item) {
        return list(inner -> values.forEach(value -> item.accept(inner, value)));
    }

    /// An item that is itself canonical RLP already, spliced in as it is.
    public RlpListWriter encoded(Bytes rlp) {
        output.raw(rlp.toArrayUnsafe());
        return this;
    }

    public RlpListWriter hash(Hash value) {
        return bytes(value.bytes());
    }

    public RlpListWriter address(Address value) {
        return bytes(value.bytes());
    }

    public RlpListWriter amount(Amount value) {
        return number(value.units());
    }

    public RlpListWriter height(Height value) {
        return number(value.number());
    }

    public RlpListWriter view(View value) {
        return number(value.number());
    }

    public RlpListWriter bucket(Bucket value) {
        return number(value.number());
    }

    public RlpListWriter chain(ChainName value) {
        return text(value.text());
    }

    public RlpListWriter signature(Signature value) {
        return bytes(value.bytes());
    }

    public RlpListWriter recoverable(RecoverableSignature value) {
        return bytes(value.bytes());
    }

    public RlpListWriter publicKey(PublicKey value) {
        return bytes(value.bytes());
    }
}
