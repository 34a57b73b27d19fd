// SPDX-License-Identifier: Apache-2.0
/// `tributary dapp …`: what a content owner does, from outside a node: fund a pool and watch it, let gateways issue
/// tickets, issue them, write billing profiles. Protocol §7 and §8.
///
/// Keys come from a keystore and never leave this process; a node gets signed transactions and openings only.
@NullMarked
package org.tributary.node.dapp;

import org.jspecify.annotations.NullMarked;
