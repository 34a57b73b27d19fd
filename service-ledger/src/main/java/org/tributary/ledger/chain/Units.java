// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.ledger.block.Unit;
import org.tributary.ledger.state.State;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.Keccak;

/// Links every touched account's new state to the one before. Protocol §2, "Unit lattice".
final class Units {
    private Units() {}

    /// A new unit, as it is stored and referred to.
    record Linked(Address account, Bytes encoded, Hash hash) {}

    /// Makes the units of a block, in address order, and writes their hashes into the accounts' storage.
    static List<Linked> link(State state, SortedMap<Address, List<Hash>> touched, BlockStore blocks) {
        var units = new ArrayList<Linked>(touched.size());
        for (var entry : touched.entrySet()) {
            var account = entry.getKey();
            var before = blocks.unit(account).map(Unit::number);
            var previous = Hash.of(state.slot(account, Unit.HEAD_SLOT).toBytes());
            var transactions = entry.getValue().stream()
                    .filter(hash -> !hash.equals(Hash.ZERO))
                    .toList();
            var unit = new Unit(
                    account,
                    before.map(last -> last + 1).orElse(0L),
                    previous,
                    state.leaf(account).encoded(),
                    transactions);
            var encoded = unit.encoded();
            var hash = Keccak.hash(encoded);
            units.add(new Linked(account, encoded, hash));
            state.slot(account, Unit.HEAD_SLOT, UInt256.fromBytes(hash.bytes()));
        }
        return units;
    }
}
