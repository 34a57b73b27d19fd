// SPDX-License-Identifier: Apache-2.0
/// Proof that a provider still has what it is paid to keep: content as a tree of pieces, and the answer to a fresh
/// nonce. Protocol §7.11.
@NullMarked
package org.tributary.bandwidth.storage;

import org.jspecify.annotations.NullMarked;
