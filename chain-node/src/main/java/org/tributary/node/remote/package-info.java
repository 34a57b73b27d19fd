// SPDX-License-Identifier: Apache-2.0
/// A node from outside, as wallets see it: JSON-RPC, contract reads, transactions that are awaited until they are
/// final. For commands; nodes talk to each other by package `peer`.
@NullMarked
package org.tributary.node.remote;

import org.jspecify.annotations.NullMarked;
