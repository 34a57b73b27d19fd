// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.receipt.BatchCertificate;

/// What reaches a node for one batch, as bytes where it comes as bytes.
///
/// @param openings the tickets that the batch's receipts are for
/// @param batch canonical bytes of the signed batch
/// @param certificate a quorum's acknowledgements of it
/// @param receipts how many the batch has
record Delivery(List<Bytes> openings, Bytes batch, BatchCertificate certificate, int receipts) {
    Delivery {
        openings = List.copyOf(openings);
    }

    long chainBytes() {
        return certificate.encode().size()
                + openings.stream().mapToLong(Bytes::size).sum();
    }
}
