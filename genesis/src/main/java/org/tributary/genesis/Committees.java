// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.committee.Committee;
import org.tributary.primitives.committee.Validator;

/// The first committee of each chain, of epoch 0, in the order of chain names.
public record Committees(SortedMap<ChainName, Committee> byChain) {
    public Committees {
        byChain = Collections.unmodifiableSortedMap(new TreeMap<>(byChain));
        Fields.require(byChain.containsKey(ChainName.MAIN), ChainName.MAIN.text(), "is missing");
        byChain.forEach((chain, committee) -> {
            Fields.require(committee.epoch() == 0, chain.text(), "must be of epoch 0");
            long operators = committee.members().stream()
                    .map(Validator::operator)
                    .distinct()
                    .count();
            Fields.require(operators == committee.size(), chain.text(), "must not have one operator twice");
        });
    }

    /// Those of main and of one service chain.
    Committees with(ChainName serviceChain) {
        var kept = new TreeMap<>(byChain);
        kept.keySet().removeIf(chain -> !chain.equals(ChainName.MAIN) && !chain.equals(serviceChain));
        return new Committees(kept);
    }

    void write(FieldSink sink) {
        byChain.forEach((chain, committee) -> sink.list(
                chain.text(),
                committee.members(),
                (item, member) ->
                        item.address("operator", member.operator()).key("consensusKey", member.consensusKey())));
    }

    static Committees read(FieldSource source) {
        var byChain = new TreeMap<ChainName, Committee>();
        for (var name : source.names()) {
            var members = source.list(name, Committee.MAX_SIZE, Committees::member);
            byChain.put(chainName(name, name), FieldRefused.within(name, () -> new Committee(0, members)));
        }
        return new Committees(byChain);
    }

    static ChainName chainName(String field, String text) {
        return FieldRefused.within(field, () -> new ChainName(text));
    }

    private static Validator member(FieldSource source) {
        var validator = new Validator(source.address("operator"), source.key("consensusKey"));
        // A key that is no point of the curve could never vote: better refused here than found out by a stuck chain.
        FieldRefused.within("consensusKey", validator.consensusKey()::address);
        return validator;
    }
}
