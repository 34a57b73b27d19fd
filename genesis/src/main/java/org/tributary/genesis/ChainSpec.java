// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.committee.Committee;
import org.tributary.primitives.crypto.Keccak;

/// A network at its start: every parameter of the protocol, the first committees and the first balances.
///
/// One that exists is valid, across its parts too. The exceptions of its constructor name the field.
///
/// @param allocations first balances on main; together with the reserve they are the supply
public record ChainSpec(
        NetworkSpec network,
        ProtocolRules rules,
        List<ServiceChainSpec> serviceChains,
        Committees committees,
        SortedMap<Address, Amount> allocations) {
    /// A node hosts a replica of each.
    private static final int MAX_SERVICE_CHAINS = 64;

    public ChainSpec {
        serviceChains = List.copyOf(serviceChains);
        allocations = Collections.unmodifiableSortedMap(new TreeMap<>(allocations));
        CrossChecks.serviceChains(serviceChains, rules);
        CrossChecks.committees(committees, serviceChains, rules);
        CrossChecks.supply(allocations, rules.token());
    }

    /// A network with this service chain alone, in the place of the one of its name.
    public ChainSpec with(ServiceChainSpec serviceChain) {
        return new ChainSpec(network, rules, List.of(serviceChain), committees.with(serviceChain.name()), allocations);
    }

    /// Identifies the network: Keccak-256 over every field, in canonical form, however the file is laid out.
    public Hash hash() {
        return Keccak.hash(CanonicalFields.encode(this::write));
    }

    public ChainId chainId() {
        return network.chainId();
    }

    public String name() {
        return network.name();
    }

    public TokenRules token() {
        return rules.token();
    }

    public BlockRules block() {
        return rules.chains().block();
    }

    public ConsensusRules consensus() {
        return rules.chains().consensus();
    }

    public CrossChainRules crossChain() {
        return rules.chains().crossChain();
    }

    public SettlementRules settlement() {
        return rules.settlement();
    }

    /// Main, account shards and service chains, in the order of their names.
    public List<ChainName> chains() {
        return List.copyOf(committees.byChain().keySet());
    }

    /// The parameters of the service chain `name`, which must be one of this network.
    public ServiceChainSpec serviceChain(ChainName name) {
        Predicate<ServiceChainSpec> named = chain -> chain.name().equals(name);
        return serviceChains.stream()
                .filter(named)
                .findFirst()
                .orElseThrow(() -> new Invariant.Broken("the network has a service chain " + name));
    }

    /// The first committee of `chain`, which must be one of this network.
    public Committee committee(ChainName chain) {
        var committee = committees.byChain().get(chain);
        if (committee == null) {
            throw new Invariant.Broken("the network has a chain " + chain);
        }
        return committee;
    }

    public void write(FieldSink sink) {
        sink.object("network", network::write)
                .object("rules", rules::write)
                .list("serviceChains", serviceChains, (item, chain) -> chain.write(item))
                .object("committees", committees::write)
                .object(
                        "allocations",
                        all -> allocations.forEach((account, sum) -> all.amount(account.toString(), sum)));
    }

    /// @throws FieldRefused where a field is missing or wrong
    public static ChainSpec read(FieldSource source) {
        return new ChainSpec(
                source.object("network", NetworkSpec::read),
                source.object("rules", ProtocolRules::read),
                source.list("serviceChains", MAX_SERVICE_CHAINS, ServiceChainSpec::read),
                source.object("committees", Committees::read),
                source.object("allocations", ChainSpec::readAllocations));
    }

    private static SortedMap<Address, Amount> readAllocations(FieldSource source) {
        var allocations = new TreeMap<Address, Amount>();
        for (var name : source.names()) {
            var before = allocations.put(FieldRefused.within(name, () -> Address.parse(name)), source.amount(name));
            Fields.require(before == null, name, "is there twice");
        }
        return allocations;
    }
}
