// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.challenge;

import java.util.Optional;
import org.tributary.primitives.Hash;

/// The roots of a chain's windows that may be challenged now.
@FunctionalInterface
public interface WindowRoots {
    Optional<Hash> root(long window);
}
