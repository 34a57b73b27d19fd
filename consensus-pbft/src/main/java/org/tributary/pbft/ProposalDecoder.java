// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.codec.Decoded;

/// The application's reading of a block. Pure, total (hostile bytes are malformed, never an exception), and
/// called from several threads at once. It checks form only; whether a block may follow its parent is asked
/// later, in order.
@FunctionalInterface
public interface ProposalDecoder {
    Decoded<Proposal> decode(Bytes block);
}
