// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import java.util.List;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.receipt.BatchCertificate;

/// What became of a batch that a provider handed in.
public sealed interface IntakeAnswer {
    record Certified(BatchCertificate certificate, List<RefusedEntry> refused) implements IntakeAnswer {}

    record Refused(Rejection reason) implements IntakeAnswer {}

    record Overloaded() implements IntakeAnswer {}
}
