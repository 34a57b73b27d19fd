// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.main;

import java.util.List;
import java.util.Optional;
import org.tributary.ledger.transaction.SignedTransaction;
import org.tributary.ledger.transaction.VerifiedTransaction;
import org.tributary.primitives.Address;

/// Where main's primary finds transactions, and where any replica finds who sent one.
public interface TransactionSource {
    /// Whether [#select] would find anything.
    boolean hasExecutable();

    /// Executable transactions in a fair order, within the limits.
    List<VerifiedTransaction> select(long gasLimit, int maxBytes);

    /// The sender, from a cache where the signature was checked before; nothing where no key can have signed.
    Optional<Address> sender(SignedTransaction transaction);
}
