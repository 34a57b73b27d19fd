// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// What lies in a directory.
public final class Entries {
    private static final Pattern NETWORK = Pattern.compile("genesis\\.json|accounts|node-\\d+");

    private Entries() {}

    /// In order of names; none where there is no such directory.
    static List<Path> of(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return List.of();
        }
        try (var entries = Files.list(directory)) {
            return entries.sorted().toList();
        }
    }

    static boolean belongsToNetwork(Path entry) {
        return NETWORK.matcher(entry.getFileName().toString()).matches();
    }

    /// With all that is in it, if it is there. Links are removed, not followed.
    public static void delete(Path entry) throws IOException {
        if (!Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var tree = Files.walk(entry)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
