// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.eth;

import java.util.Optional;
import org.tributary.ledger.view.NetworkView;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.rpc.jsonrpc.method.Argument;

/// How a request names a block: a tag, a height, or a hash; as a string or as an EIP-1898 object.
public sealed interface BlockReference {
    /// The newest block. Finality is instant: `safe` and `finalized` are the same, and `pending` shows it too.
    record Newest(boolean pending) implements BlockReference {}

    record AtHeight(Height height) implements BlockReference {}

    record WithHash(Hash hash) implements BlockReference {}

    static BlockReference latest() {
        return new Newest(false);
    }

    int HASH_DIGITS = 2 + 64;

    static BlockReference read(Argument argument) {
        return argument.isObject() ? readObject(argument) : readText(argument);
    }

    /// What an omitted block parameter means.
    static BlockReference read(Optional<Argument> argument) {
        return argument.map(BlockReference::read).orElseGet(BlockReference::latest);
    }

    private static BlockReference readText(Argument argument) {
        return switch (argument.text()) {
            case "latest", "safe", "finalized" -> latest();
            case "pending" -> new Newest(true);
            case "earliest" -> new AtHeight(Height.ZERO);
            case String text when text.length() == HASH_DIGITS -> new WithHash(argument.hash());
            case String _ -> new AtHeight(new Height(argument.number()));
        };
    }

    /// `{blockNumber}` or `{blockHash, requireCanonical}`; every block here is canonical.
    private static BlockReference readObject(Argument argument) {
        var hash = argument.field("blockHash");
        var number = argument.field("blockNumber");
        if (hash.isPresent() == number.isPresent()) {
            throw argument.wrong("want either field \"blockHash\" or field \"blockNumber\"");
        }
        argument.field("requireCanonical").ifPresent(Argument::flag);
        return hash.<BlockReference>map(value -> new WithHash(value.hash())).orElseGet(() -> readText(number.get()));
    }

    /// The height meant, whether or not there is a block; nothing for an unknown hash.
    default Optional<Height> height(NetworkView view) {
        return switch (this) {
            case Newest _ -> Optional.of(view.head());
            case AtHeight(var height) -> Optional.of(height);
            case WithHash(var hash) -> view.block(hash).map(block -> block.height());
        };
    }

    default boolean isPending() {
        return this instanceof Newest(var pending) && pending;
    }
}
