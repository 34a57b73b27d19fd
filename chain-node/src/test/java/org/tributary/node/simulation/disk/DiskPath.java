// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation.disk;

import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/// An absolute name in a [FileDisk].
record DiskPath(FileSystem system, String name) implements Path {
    @Override
    public FileSystem getFileSystem() {
        return system;
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public boolean isAbsolute() {
        return true;
    }

    @Override
    public Path getRoot() {
        return new DiskPath(system, "/");
    }

    @Override
    public Path getFileName() {
        return new DiskPath(system, name.substring(name.lastIndexOf('/') + 1));
    }

    @Override
    public Path getParent() {
        int slash = name.lastIndexOf('/');
        return new DiskPath(system, slash <= 0 ? "/" : name.substring(0, slash));
    }

    @Override
    public Path resolve(Path other) {
        var text = other.toString();
        return text.startsWith("/")
                ? other
                : new DiskPath(system, name.endsWith("/") ? name + text : name + "/" + text);
    }

    @Override
    public Path toAbsolutePath() {
        return this;
    }

    @Override
    public Path normalize() {
        return this;
    }

    @Override
    public Path toRealPath(LinkOption... options) {
        return this;
    }

    @Override
    public int compareTo(Path other) {
        return name.compareTo(other.toString());
    }

    @Override
    public int getNameCount() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path getName(int index) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path subpath(int begin, int end) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean startsWith(Path other) {
        return name.startsWith(other.toString());
    }

    @Override
    public boolean endsWith(Path other) {
        return name.endsWith(other.toString());
    }

    @Override
    public Path relativize(Path other) {
        throw new UnsupportedOperationException();
    }

    @Override
    public URI toUri() {
        return URI.create("simulated://" + name);
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException();
    }
}
