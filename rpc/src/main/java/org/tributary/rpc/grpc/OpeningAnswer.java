// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import org.tributary.bandwidth.Rejection;
import org.tributary.primitives.Height;

/// What became of an opening.
public sealed interface OpeningAnswer {
    /// @param at height on the service chain
    record Opened(Height at) implements OpeningAnswer {}

    record Refused(Rejection rejection) implements OpeningAnswer {}

    /// The node has more to do than it can; the same opening may be lodged again later.
    record Overloaded() implements OpeningAnswer {}
}
