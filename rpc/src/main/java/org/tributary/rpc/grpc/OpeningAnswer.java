// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import org.tributary.bandwidth.Rejection;
import org.tributary.primitives.Height;

/// What became of an opening.
public sealed interface OpeningAnswer {
    record Opened(Height at) implements OpeningAnswer {}

    record Refused(Rejection reason) implements OpeningAnswer {}

    record Overloaded() implements OpeningAnswer {}
}
