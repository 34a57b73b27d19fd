// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.statement;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tributary.ledger.view.MeteringView;
import org.tributary.primitives.ChainName;

/// The service chains of a node, found by what a stranger calls them.
public final class MeteredChains {
    private static final int LONGEST_NAME = 32;

    private final TreeMap<ChainName, MeteredChain> chains = new TreeMap<>();

    public MeteredChains(Map<ChainName, MeteringView> views) {
        views.forEach((name, view) -> chains.put(name, MeteredChain.of(view)));
    }

    /// @param name any text
    public Optional<MeteredChain> named(String name) {
        return chains.values().stream()
                .filter(chain -> chain.view().chain().text().equals(name))
                .findFirst();
    }

    /// In the order of their names.
    public List<MeteredChain> all() {
        return List.copyOf(chains.values());
    }

    /// Says which names would have been found.
    public String noneNamed(String name) {
        return "no service chain \"" + shown(name) + "\" here; this node has "
                + (chains.isEmpty() ? "none" : String.join(", ", texts()));
    }

    private List<String> texts() {
        return chains.keySet().stream().map(ChainName::text).toList();
    }

    /// Nothing longer than a name is sent back.
    private static String shown(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }
}
