// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

import java.util.List;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.UsageKind;

/// Complete sets of parameters to start a network from. They differ in pace, not in kind.
public enum Preset {
    /// Seconds instead of hours, so that a person sees a whole settlement happen; every validator has a
    /// seat.
    DEVNET,
    /// 5-minute buckets, 24-hour acceptance, 21 seats and 9 standbys.
    MAINNET;

    /// More would leave the operators nothing.
    public static final int MAX_ACCOUNTS = 1_000;

    /// The specification of a new network.
    ///
    /// @throws IllegalArgumentException where the founders do not fit: none, too many, one of them twice
    public ChainSpec found(Founders founders) {
        Fields.require(founders.validators().size() > 0, "validators", "must be at least 1");
        Fields.between("accounts", founders.accounts().size(), 0, MAX_ACCOUNTS);
        var rules = rules(founders.validators().size());
        var network = new NetworkSpec(chainId(), networkName(), founders.genesisTimeMillis(), founders.epochSeed());
        var circulating = rules.token().supply().minus(rules.token().reserve());
        var services = serviceChains();
        return new ChainSpec(
                network, rules, services, founders.committees(services), founders.allocations(circulating));
    }

    /// The service chains that its networks begin with.
    public List<ServiceChainSpec> serviceChains() {
        return switch (this) {
            case DEVNET ->
                List.of(
                        serviceChain("cdn", UsageKind.BYTES),
                        serviceChain("storage", UsageKind.BYTE_SECONDS),
                        serviceChain("voip", UsageKind.CALL_MILLISECONDS));
            case MAINNET -> List.of(serviceChain("cdn", UsageKind.BYTES));
        };
    }

    private ServiceChainSpec serviceChain(String name, UsageKind kind) {
        return new ServiceChainSpec(new ChainName(name), kind, buckets(), limits());
    }

    private ProtocolRules rules(int validators) {
        return switch (this) {
            case DEVNET -> DevnetValues.rules(validators);
            case MAINNET -> MainnetValues.rules();
        };
    }

    private BucketRules buckets() {
        return switch (this) {
            case DEVNET -> DevnetValues.BUCKETS;
            case MAINNET -> MainnetValues.BUCKETS;
        };
    }

    private MeteringLimits limits() {
        return switch (this) {
            case DEVNET -> DevnetValues.LIMITS;
            case MAINNET -> MainnetValues.LIMITS;
        };
    }

    /// The letters `trib` and `trid`: both free on the public list.
    private ChainId chainId() {
        return switch (this) {
            case DEVNET -> new ChainId(0x74726964);
            case MAINNET -> new ChainId(0x74726962);
        };
    }

    private String networkName() {
        return switch (this) {
            case DEVNET -> "tributary-devnet";
            case MAINNET -> "tributary";
        };
    }
}
