// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bill;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.bill.BillVerdict;
import org.tributary.ledger.bill.BillVerifier;
import org.tributary.ledger.bill.Workers;

/// Verifies a bundle on disk, its signatures on all cores. Reads it once, a piece at a time.
public final class BillFile {
    private static final Workers ALL_CORES = (count, holds) ->
            IntStream.range(0, count).parallel().filter(i -> !holds.test(i)).min();

    private BillFile() {}

    /// What came of reading a file.
    public sealed interface Read {
        record Judged(BillVerdict verdict) implements Read {}

        record Unreadable(String why) implements Read {}
    }

    public static Read verify(Path file, ChainSpec network) {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            return new Read.Judged(new BillVerifier(network, ALL_CORES).verify(size -> read(in, size)));
        } catch (IOException | UncheckedIOException unreadable) {
            return new Read.Unreadable(file + " cannot be read: " + unreadable);
        }
    }

    private static Bytes read(InputStream in, int size) {
        try {
            return Bytes.wrap(in.readNBytes(size));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
