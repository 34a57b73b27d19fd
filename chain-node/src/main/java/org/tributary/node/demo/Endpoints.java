// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.tributary.genesis.ChainSpec;
import org.tributary.primitives.crypto.PrivateKey;

/// All that the demo knows of the network that it runs against.
///
/// @param grpcTargets `host:port` of each node
/// @param genesisFile what a bill is verified with
/// @param accounts that have a first balance, at least [#ACCOUNTS]
public record Endpoints(
        List<URI> jsonRpc, List<String> grpcTargets, ChainSpec spec, Path genesisFile, List<PrivateKey> accounts) {
    /// One for the DApp, one for each of three providers, one for the transfers that measure finality.
    public static final int ACCOUNTS = 5;

    public Endpoints {
        jsonRpc = List.copyOf(jsonRpc);
        grpcTargets = List.copyOf(grpcTargets);
        accounts = List.copyOf(accounts);
        if (jsonRpc.isEmpty() || grpcTargets.isEmpty() || accounts.size() < ACCOUNTS) {
            throw new IllegalArgumentException("the demo needs a node and " + ACCOUNTS + " accounts with a balance");
        }
    }
}
