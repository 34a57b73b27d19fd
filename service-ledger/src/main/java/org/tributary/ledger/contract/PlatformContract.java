// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import org.tributary.ledger.execution.Accounts;
import org.tributary.primitives.Address;

/// Native operations behind one reserved address.
public interface PlatformContract {
    Address address();

    /// Runs the call. After a [Result.Revert] the caller undoes what was written.
    Result call(Call call, Accounts accounts);
}
