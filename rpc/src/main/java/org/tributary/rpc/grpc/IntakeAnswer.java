// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import java.util.List;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.receipt.BatchCertificate;

/// What became of a batch.
public sealed interface IntakeAnswer {
    /// A quorum has verified it and has it on disk.
    ///
    /// @param refused entries that will not count, in their order
    record Certified(BatchCertificate certificate, List<RefusedEntry> refused) implements IntakeAnswer {
        public Certified {
            refused = List.copyOf(refused);
        }
    }

    /// Nothing of it is taken.
    ///
    /// @param entries the reason of each entry, where the batch is refused because none of them can count
    record Refused(Rejection rejection, List<RefusedEntry> entries) implements IntakeAnswer {
        public Refused {
            entries = List.copyOf(entries);
        }

        public Refused(Rejection rejection) {
            this(rejection, List.of());
        }
    }

    /// The node has more to do than it can; the same batch may be sent again later.
    record Overloaded() implements IntakeAnswer {}

    /// @param index place in the batch, from 0
    record RefusedEntry(int index, Rejection rejection) {}
}
