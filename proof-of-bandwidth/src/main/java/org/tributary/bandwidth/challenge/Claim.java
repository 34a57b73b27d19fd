// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.challenge;

import java.util.Optional;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// What somebody says is wrong with an entry, and shows at once. Protocol §7.12.
public sealed interface Claim {
    /// The entry is not what its ticket, or the ticket's capability, allows.
    record OverCap(Entry entry, SessionTicket ticket, Optional<Capability> capability) implements Claim {
        @Override
        public Finding judge(BillingProfile profile, WindowRoots roots) {
            if (!ticket.hash().equals(entry.leaf().ticket())
                    || capability
                            .filter(shown -> !shown.hash().equals(ticket.capability()))
                            .isPresent()) {
                return new Finding.Unusable("this is not the entry's ticket and its capability");
            }
            return Entries.finding(entry, profile, roots, () -> Entries.overCap(entry, ticket, capability, profile));
        }
    }

    /// The entry counts again what another one counts.
    record CountedTwice(Entry entry, Entry other) implements Claim {
        @Override
        public Finding judge(BillingProfile profile, WindowRoots roots) {
            if (!other.isUnder(roots) || other.place().equals(entry.place())) {
                return new Finding.Unusable("the other entry is not one of a window that can be challenged");
            }
            return Entries.finding(entry, profile, roots, () -> Entries.countedTwice(entry, other, profile));
        }
    }

    /// The entry says other than its receipt.
    record WrongCount(Entry entry, SessionTicket ticket, UsageReceipt receipt) implements Claim {
        @Override
        public Finding judge(BillingProfile profile, WindowRoots roots) {
            if (!receipt.hash().equals(entry.leaf().receipt())
                    || !ticket.hash().equals(entry.leaf().ticket())) {
                return new Finding.Unusable("these are not the entry's receipt and ticket");
            }
            return Entries.finding(entry, profile, roots, () -> Entries.wrongCount(entry, ticket, receipt, profile));
        }
    }

    /// The leaf's numbers contradict each other.
    record BadLeaf(RowNode place, LeafNumbers leaf) implements Claim {
        @Override
        public Finding judge(BillingProfile profile, WindowRoots roots) {
            var key = place.row().key();
            if (!profile.hash().equals(key.profile()) || !place.isUnder(leaf.node(), roots)) {
                return new Finding.Unusable("the leaf is in no window that can be challenged");
            }
            return leaf.isSound()
                    ? new Finding.Sound(key)
                    : new Finding.Proved("counter arithmetic", place.id(leaf.node()), key, leaf.bucket(), leaf.units());
        }
    }

    /// An inner node is not the sum of its children.
    ///
    /// @param units of the node, as the node above it says
    /// @param count likewise
    record BadSum(RowNode place, long units, long count, Children children) implements Claim {
        @Override
        public Finding judge(BillingProfile profile, WindowRoots roots) {
            var key = place.row().key();
            var node = children.above(units, count);
            if (!profile.hash().equals(key.profile()) || !place.isUnder(node, roots)) {
                return new Finding.Unusable("the node is in no window that can be challenged");
            }
            if (children.addUpTo(node)) {
                return new Finding.Sound(key);
            }
            long excess = children.excess(node);
            return new Finding.Proved(
                    "sum node", place.id(node), key, place.row().last(), excess);
        }
    }

    /// @param profile of the row, which prices what is wrong
    Finding judge(BillingProfile profile, WindowRoots roots);

    static void write(RlpListWriter list, Claim claim) {
        switch (claim) {
            case OverCap(var entry, var ticket, var capability) ->
                list.number(1)
                        .list(entry::write)
                        .list(ticket::write)
                        .list(inner -> capability.ifPresent(shown -> shown.write(inner)));
            case CountedTwice(var entry, var other) ->
                list.number(2).list(entry::write).list(other::write);
            case WrongCount(var entry, var ticket, var receipt) ->
                list.number(3).list(entry::write).list(ticket::write).list(receipt::write);
            case BadLeaf(var place, var leaf) ->
                list.number(4).list(place::write).list(leaf::write);
            case BadSum(var place, var units, var count, var children) ->
                list.number(5)
                        .list(place::write)
                        .number(units)
                        .number(count)
                        .list(children.left()::write)
                        .list(children.right()::write);
        }
    }

    static Claim read(RlpListReader list) {
        return switch (list.smallNumber(5)) {
            case 1 ->
                new OverCap(
                        list.list(Entry::read),
                        list.list(SessionTicket::read),
                        list.list(
                                inner -> inner.isComplete() ? Optional.empty() : Optional.of(Capability.read(inner))));
            case 2 -> new CountedTwice(list.list(Entry::read), list.list(Entry::read));
            case 3 ->
                new WrongCount(list.list(Entry::read), list.list(SessionTicket::read), list.list(UsageReceipt::read));
            case 4 -> new BadLeaf(list.list(RowNode::read), list.list(LeafNumbers::read));
            case 5 -> new BadSum(list.list(RowNode::read), list.number(), list.number(), Children.read(list));
            default -> throw new IllegalArgumentException("no claim has this kind");
        };
    }
}
