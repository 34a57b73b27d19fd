// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.chain;

import java.util.function.UnaryOperator;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.committee.Validator;

/// This node's own seat, for building blocks.
///
/// @param prover VRF proof over its argument with the seat's consensus key; the key itself stays at the rim
public record Proposer(Validator seat, UnaryOperator<Bytes> prover) {}
