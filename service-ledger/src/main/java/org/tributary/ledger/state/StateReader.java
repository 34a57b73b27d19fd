// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.state;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.ledger.store.KeyValueReader;
import org.tributary.ledger.store.Table;
import org.tributary.primitives.Address;

/// The committed state, for many threads beside the one that commits. Every answer is of the newest block at its own
/// moment: two answers may stand on different blocks.
public final class StateReader {
    private final KeyValueReader store;

    private StateReader(KeyValueReader store) {
        this.store = store;
    }

    public static StateReader over(KeyValueReader store) {
        return new StateReader(store);
    }

    /// [Account#EMPTY] where there is none.
    public Account account(Address address) {
        return store.get(Table.ACCOUNTS, address.bytes())
                .map(StateReader::decode)
                .orElse(Account.EMPTY);
    }

    /// Zero where there is none.
    public UInt256 slot(Address address, UInt256 key) {
        return store.get(Table.SLOTS, slotKey(address, key))
                .map(StorageWord::ofTrimmed)
                .orElse(UInt256.ZERO);
    }

    /// Visits the accounts of one moment in address order.
    public void visitAccounts(BiConsumer<Address, Account> visitor) {
        store.scan(Table.ACCOUNTS, Bytes.EMPTY, Bytes.EMPTY, (address, leaf) -> {
            visitor.accept(new Address(address), decode(leaf));
            return true;
        });
    }

    static Bytes slotKey(Address address, UInt256 key) {
        // One array, since Bytes.concatenate would copy it anew at every use.
        var place = Arrays.copyOf(address.bytes().toArrayUnsafe(), Address.SIZE + UInt256.SIZE);
        System.arraycopy(key.toArrayUnsafe(), 0, place, Address.SIZE, UInt256.SIZE);
        return Bytes.wrap(place);
    }

    private static Account decode(Bytes leaf) {
        return Account.decode(leaf).orBroken("an account record");
    }
}
