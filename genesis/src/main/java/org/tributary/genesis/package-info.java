// SPDX-License-Identifier: Apache-2.0
/// Every parameter of the protocol, the first committees and the first balances. Its hash is the network's identity.
@NullMarked
package org.tributary.genesis;

import org.jspecify.annotations.NullMarked;
