// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.trie;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Address;

/// Whose the tries of one chain are: the prefixes of their records' keys.
public final class Owners {
    public static final Bytes ACCOUNTS = Bytes.of(0);
    public static final Bytes CELLS = Bytes.of(2);
    private static final Bytes STORAGE = Bytes.of(1);

    private Owners() {}

    public static Bytes storage(Address account) {
        return Bytes.concatenate(STORAGE, account.bytes());
    }

    /// The account whose storage trie `owner` names, if it names one.
    public static Optional<Address> account(Bytes owner) {
        return owner.size() == 1 + Address.SIZE && owner.get(0) == STORAGE.get(0)
                ? Optional.of(new Address(owner.slice(1)))
                : Optional.empty();
    }
}
