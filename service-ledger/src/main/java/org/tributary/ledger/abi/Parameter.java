// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.abi;

/// One parameter of a function or event.
///
/// @param name may be empty
/// @param indexed events only: it is a topic
public record Parameter(AbiType type, String name, boolean indexed) {}
