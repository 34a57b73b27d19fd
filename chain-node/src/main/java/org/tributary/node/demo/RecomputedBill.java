// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.bill.BillVerdict;
import org.tributary.ledger.bill.BillVerifier;
import org.tributary.node.NodeStart;

/// Verifies a bill file as `tributary bill verify` does.
public final class RecomputedBill implements BillCheck {
    @Override
    public Outcome verify(Path bundle, Path genesis) {
        try (var file = new BufferedInputStream(Files.newInputStream(bundle))) {
            return switch (BillVerifier.verify(NodeStart.spec(genesis), size -> read(file, size))) {
                case BillVerdict.Verified(var summary) ->
                    new Outcome(
                            true,
                            summary.counts().proofsChecked(),
                            summary.counts().units().longValueExact(),
                            "");
                case BillVerdict.Refuted(var place, var reason) -> new Outcome(false, 0, 0, place + ": " + reason);
            };
        } catch (IOException unreadable) {
            return new Outcome(false, 0, 0, bundle + " cannot be read: " + unreadable);
        }
    }

    private static Bytes read(InputStream file, int size) {
        try {
            return Bytes.wrap(file.readNBytes(size));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
