// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.execution;

import java.util.ArrayList;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.bytes.MutableBytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;

/// The storage of one account, in the values that programs speak in. What was never written reads as zero.
public final class Storage {
    private final Accounts accounts;
    private final Address owner;

    public Storage(Accounts accounts, Address owner) {
        this.accounts = accounts;
        this.owner = owner;
    }

    public Amount amount(UInt256 slot) {
        return new Amount(word(slot).toUnsignedBigInteger());
    }

    public void amount(UInt256 slot, Amount value) {
        word(slot, UInt256.valueOf(value.units()));
    }

    public void add(UInt256 slot, Amount value) {
        if (!value.isZero()) {
            amount(slot, amount(slot).plus(value));
        }
    }

    public void subtract(UInt256 slot, Amount value) {
        if (!value.isZero()) {
            amount(slot, amount(slot).minus(value));
        }
    }

    public long number(UInt256 slot) {
        return word(slot).toLong();
    }

    public void number(UInt256 slot, long value) {
        word(slot, UInt256.valueOf(value));
    }

    public Address address(UInt256 slot) {
        return new Address(word(slot).slice(12));
    }

    public void address(UInt256 slot, Address value) {
        word(slot, UInt256.fromBytes(Bytes32.leftPad(value.bytes())));
    }

    public Hash hash(UInt256 slot) {
        return new Hash(word(slot));
    }

    public void hash(UInt256 slot, Hash value) {
        word(slot, UInt256.fromBytes(value.bytes()));
    }

    /// A byte string in Solidity's layout: up to 31 bytes stand in the slot with their length, longer ones behind it.
    public Bytes bytes(UInt256 slot) {
        var head = word(slot);
        if ((head.get(31) & 1) == 0) {
            return head.slice(0, (head.get(31) & 0xff) / 2);
        }
        int size = head.shiftRight(1).intValue();
        var parts = new ArrayList<Bytes>();
        for (int i = 0; i * 32 < size; i++) {
            parts.add(word(Slots.array(slot).add(i)));
        }
        return Bytes.concatenate(parts).slice(0, size);
    }

    /// Written once: what a longer one left behind is not cleared.
    public void bytes(UInt256 slot, Bytes value) {
        if (value.size() < 32) {
            var head = MutableBytes32.create();
            value.copyTo(head, 0);
            head.set(31, (byte) (2 * value.size()));
            word(slot, UInt256.fromBytes(head));
            return;
        }
        word(slot, UInt256.valueOf(2L * value.size() + 1));
        for (int i = 0; i * 32 < value.size(); i++) {
            var part = value.slice(i * 32, Math.min(32, value.size() - i * 32));
            word(Slots.array(slot).add(i), UInt256.fromBytes(Bytes32.rightPad(part)));
        }
    }

    private UInt256 word(UInt256 slot) {
        return accounts.slot(owner, slot);
    }

    private void word(UInt256 slot, UInt256 value) {
        accounts.slot(owner, slot, value);
    }
}
