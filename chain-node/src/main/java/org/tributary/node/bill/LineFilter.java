// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bill;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;
import org.tributary.node.console.CommandFailed;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;
import picocli.CommandLine.Option;

/// Which lines of a bill are meant.
final class LineFilter {
    @Option(names = "--chain", defaultValue = "cdn", description = "the service chain (${DEFAULT-VALUE})")
    private String chain = "cdn";

    @Option(names = "--pool", paramLabel = "ID", description = "of one pool (default: of all)")
    private @Nullable String pool;

    @Option(names = "--provider", paramLabel = "ADDRESS", description = "of one provider (default: of all)")
    private @Nullable String provider;

    String chain() {
        return chain;
    }

    /// Empty for all.
    ByteString pool() {
        return pool == null ? ByteString.EMPTY : hash("--pool", pool);
    }

    /// Empty for all.
    ByteString provider() {
        if (provider == null) {
            return ByteString.EMPTY;
        }
        try {
            return ByteString.copyFrom(Address.parse(provider).bytes().toArrayUnsafe());
        } catch (IllegalArgumentException noAddress) {
            throw new CommandFailed("--provider: " + noAddress.getMessage());
        }
    }

    static ByteString hash(String option, String hex) {
        try {
            return ByteString.copyFrom(Hash.parse(hex).bytes().toArrayUnsafe());
        } catch (IllegalArgumentException noHash) {
            throw new CommandFailed(option + ": want 0x and 64 hex digits");
        }
    }
}
