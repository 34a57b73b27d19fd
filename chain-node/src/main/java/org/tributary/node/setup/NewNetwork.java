// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.setup;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes32;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.Founders;
import org.tributary.genesis.Preset;
import org.tributary.node.keys.NodeKeys;
import org.tributary.primitives.Hash;
import org.tributary.primitives.committee.Validator;
import org.tributary.primitives.crypto.PrivateKey;

/// A network that nobody has seen yet, with all its keys.
///
/// @param accounts keys of the accounts that have a first balance each
public record NewNetwork(ChainSpec spec, List<NodeKeys> nodes, List<PrivateKey> accounts) {
    public NewNetwork {
        nodes = List.copyOf(nodes);
        accounts = List.copyOf(accounts);
    }

    /// @throws IllegalArgumentException where the numbers do not fit the preset
    public static NewNetwork draw(
            Preset preset, int validators, int accounts, long genesisTimeMillis, SecureRandom random) {
        var nodes = Stream.generate(() -> new NodeKeys(key(random), key(random)))
                .limit(validators)
                .toList();
        var seats = nodes.stream()
                .map(node -> new Validator(
                        node.operator().address(), node.consensus().publicKey()))
                .toList();
        var holders = Stream.generate(() -> key(random)).limit(accounts).toList();
        var founders = new Founders(
                seats,
                holders.stream().map(PrivateKey::address).toList(),
                genesisTimeMillis,
                new Hash(Bytes32.random(random)));
        return new NewNetwork(preset.found(founders), nodes, holders);
    }

    /// A secret outside 1 … n − 1 comes with a probability of 2^-128; it would be refused, not used.
    public static PrivateKey key(SecureRandom random) {
        return new PrivateKey(Bytes32.random(random));
    }
}
