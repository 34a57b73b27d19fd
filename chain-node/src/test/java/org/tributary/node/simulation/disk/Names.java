// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation.disk;

import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What there is on a [FileDisk], by absolute name.
final class Names {
    final NavigableMap<String, DiskFile> files = new TreeMap<>();
    final NavigableMap<String, SimulatedStore> databases = new TreeMap<>();
    final NavigableSet<String> directories = new TreeSet<>(Set.of("/"));

    Names copy() {
        var copy = new Names();
        copy.files.putAll(files);
        copy.databases.putAll(databases);
        copy.directories.addAll(directories);
        return copy;
    }

    boolean holds(String name) {
        return files.containsKey(name) || directories.contains(name);
    }

    /// Directories are made with those that they are in.
    void makeDirectory(String name) {
        for (int slash = name.indexOf('/', 1); slash > 0; slash = name.indexOf('/', slash + 1)) {
            directories.add(name.substring(0, slash));
        }
        directories.add(name);
    }

    /// Of one directory, in order.
    List<String> inside(String directory) {
        var start = directory.endsWith("/") ? directory : directory + "/";
        return Stream.concat(files.keySet().stream(), directories.stream())
                .filter(name -> name.length() > start.length()
                        && name.startsWith(start)
                        && name.indexOf('/', start.length()) < 0)
                .sorted()
                .toList();
    }

    void move(String from, String to) {
        move(files, from, to);
        move(databases, from, to);
        var moved = directories.stream()
                .filter(name -> name.equals(from) || name.startsWith(from + "/"))
                .toList();
        moved.forEach(name -> directories.add(to + name.substring(from.length())));
        moved.forEach(directories::remove);
    }

    private static <T> void move(NavigableMap<String, T> all, String from, String to) {
        var moved = all.keySet().stream()
                .filter(name -> name.equals(from) || name.startsWith(from + "/"))
                .toList();
        for (var name : moved) {
            all.put(to + name.substring(from.length()), Objects.requireNonNull(all.remove(name)));
        }
    }
}
