// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.chain;

import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.ledger.block.Header.Roots;
import org.tributary.ledger.block.Outcome;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.message.Message;
import org.tributary.ledger.message.Outbox;
import org.tributary.ledger.state.State;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.merkle.MerkleTree;

/// An executed block, finished: messages numbered, units linked, roots taken, writes gathered.
record Sealed(Execution.Done execution, Roots roots, List<Outbox> outboxes, WriteBatch writes) {
    private static final UInt256 SENT = Slots.at(1);

    static Sealed of(Frame frame, State state, Accounts accounts, Execution.Done execution, BlockStore blocks) {
        accounts.begin(Hash.ZERO);
        accounts.close();
        var sent = number(frame.chain(), accounts, execution.outgoing());
        var units = Units.link(state, accounts.touched(), blocks);
        var writes = new WriteBatch();
        var roots = new Roots(
                state.root(),
                MerkleTree.root(execution.transactions()),
                MerkleTree.root(execution.outcomes().stream().map(Outcome::hash).toList()),
                MerkleTree.root(units.stream().map(Units.Linked::hash).toList()));
        state.writeTo(writes);
        units.forEach(unit -> BlockStore.putUnit(writes, unit));
        BlockStore.putSent(writes, frame.height(), sent);
        execution.alsoWritten().accept(writes);
        return new Sealed(execution, roots, Outbox.of(sent), writes);
    }

    static UInt256 sentSlot(ChainName destination) {
        return Slots.entry(SENT, destination);
    }

    /// Gives every message the next sequence number of its destination, counted in the chain's state.
    private static List<Message> number(ChainName source, Accounts accounts, List<Execution.Outgoing> outgoing) {
        var messages = new ArrayList<Message>(outgoing.size());
        for (var message : outgoing) {
            var slot = sentSlot(message.destination());
            var next = accounts.slot(Reserved.LEDGER, slot);
            messages.add(new Message(source, message.destination(), next.toLong(), message.body()));
            accounts.slot(Reserved.LEDGER, slot, next.add(UInt256.ONE));
        }
        return messages;
    }
}
