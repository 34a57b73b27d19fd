// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Every setting of a node, with its default: the one place that names them.
public enum Setting {
    GENESIS("genesis", "genesis.json", "the network's specification"),
    DATA_DIR("data-dir", "data", "database, journals and TLS key"),
    KEYSTORE("keystore", "keystore", "directory of operator.json and consensus.json"),
    PASSWORD_FILE("password-file", "password", "opens both; its first line counts"),
    PEERS("peers", "", "other validators: consensus key @ host : port, separated by commas"),
    PEER_HOST("peer.host", "127.0.0.1", "address to listen on for peers"),
    PEER_PORT("peer.port", "30545", "port for peers (mutual TLS)"),
    RPC_HOST("rpc.host", "127.0.0.1", "address to listen on for JSON-RPC"),
    RPC_PORT("rpc.port", "8545", "port for JSON-RPC over HTTP and WebSocket"),
    GRPC_HOST("grpc.host", "127.0.0.1", "address to listen on for gRPC"),
    GRPC_PORT("grpc.port", "9545", "port for gRPC"),
    METRICS_HOST("metrics.host", "127.0.0.1", "address to listen on for /metrics, /liveness, /readiness"),
    METRICS_PORT("metrics.port", "9546", "port for /metrics, /liveness, /readiness");

    private final String key;
    private final String initial;
    private final String meaning;

    Setting(String key, String initial, String meaning) {
        this.key = key;
        this.initial = initial;
        this.meaning = meaning;
    }

    static Optional<Setting> of(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }

    /// As TOML and `--set` name it.
    public String key() {
        return key;
    }

    /// As the environment names it: `TRIBUTARY_RPC_PORT`.
    public String variable() {
        return "TRIBUTARY_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /// The value where nobody sets one. Relative paths start at the configuration file.
    public String initial() {
        return initial;
    }

    public String meaning() {
        return meaning;
    }
}
