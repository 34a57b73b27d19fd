// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// The folder that the edges serve: files of 1 KB to 2 MB, the same in every run.
record Content(Path folder, List<String> names) {
    private static final long SEED = 0x5472_6962_7574_6172L;
    private static final int FILES = 48;
    private static final double SMALLEST = 1_000;
    private static final double LARGEST = 2_000_000;

    Content {
        names = List.copyOf(names);
    }

    /// Sizes are even on a logarithmic scale, as those of the web roughly are.
    static Content write(Path folder) throws IOException {
        Files.createDirectories(folder);
        var random = new SplittableRandom(SEED);
        var names = new ArrayList<String>();
        for (int i = 0; i < FILES; i++) {
            var bytes = new byte[(int) Math.round(SMALLEST * Math.pow(LARGEST / SMALLEST, i / (FILES - 1.0)))];
            random.nextBytes(bytes);
            var name = "object-" + i + ".bin";
            Files.write(folder.resolve(name), bytes);
            names.add(name);
        }
        return new Content(folder, names);
    }
}
