// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;
import org.tributary.rpc.statement.MeteredChain;
import org.tributary.rpc.statement.MeteredChains;

/// Reads the fields of requests, and writes those of answers. What is wrong ends the call with a status that names the
/// field.
final class Requests {
    private Requests() {}

    static MeteredChain chain(MeteredChains chains, String name) {
        return chains.named(name).orElseThrow(() -> Statuses.notFound(chains.noneNamed(name)));
    }

    static Hash hash(String field, ByteString bytes) {
        return Hash.of(exactly(field, bytes, Hash.ZERO.bytes().size()));
    }

    static Address address(String field, ByteString bytes) {
        return new Address(exactly(field, bytes, Address.SIZE));
    }

    /// Windows are numbered up to 2^63 − 1.
    static long window(long number) {
        if (number < 0) {
            throw Statuses.invalid("window: want a number of 0 … 2^63 − 1");
        }
        return number;
    }

    static Bytes bytes(ByteString bytes) {
        return Bytes.wrap(bytes.toByteArray());
    }

    static ByteString bytes(Bytes bytes) {
        return UnsafeByteOperations.unsafeWrap(bytes.toArrayUnsafe());
    }

    static ByteString bytes(Hash hash) {
        return bytes(hash.bytes());
    }

    static ByteString bytes(Address address) {
        return bytes(address.bytes());
    }

    private static Bytes exactly(String field, ByteString bytes, int size) {
        if (bytes.size() != size) {
            throw Statuses.invalid(field + ": want " + size + " bytes, not " + bytes.size());
        }
        return bytes(bytes);
    }
}
