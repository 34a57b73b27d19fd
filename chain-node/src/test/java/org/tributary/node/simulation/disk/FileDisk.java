// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// A file system in memory with what [org.tributary.node.storage.FileJournal] uses, so that the node's own journal runs
/// on a disk that tears, loses and fails. A new name is durable when its directory is synced, like a real one.
public final class FileDisk extends FileSystemProvider {
    private final Map<String, DiskFile> names = new TreeMap<>();
    private final Map<String, DiskFile> durableNames = new TreeMap<>();
    private final FileSystem system = new DiskSystem(this);
    private final Hazard hazard;

    public FileDisk(Hazard hazard) {
        this.hazard = hazard;
    }

    public Path path(String name) {
        return new DiskPath(system, "/" + name);
    }

    Hazard hazard() {
        return hazard;
    }

    /// What power loss leaves of all files.
    public DiskFile.Loss losePower(Random random) {
        if (random.nextBoolean()) {
            names.clear();
            names.putAll(durableNames);
        }
        durableNames.clear();
        durableNames.putAll(names);
        int lost = 0;
        boolean torn = false;
        for (var file : names.values()) {
            var loss = file.losePower(random);
            lost += loss.lost();
            torn |= loss.torn();
        }
        return new DiskFile.Loss(lost, torn);
    }

    /// All that is durable now, as a backup would have it.
    public Map<String, DiskFile> backup() {
        var copy = new TreeMap<String, DiskFile>();
        durableNames.forEach((name, file) -> copy.put(name, file.copy()));
        return copy;
    }

    /// Makes the files what they were at the backup; an empty one deletes all.
    public void restore(Map<String, DiskFile> backup) {
        names.clear();
        backup.forEach((name, file) -> names.put(name, file.copy()));
        durableNames.clear();
        durableNames.putAll(names);
    }

    /// The files by name.
    public Map<String, DiskFile> files() {
        return names;
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        var name = path.toString();
        if (name.endsWith("/") || !name.substring(1).contains("/")) {
            return DiskChannel.ofDirectory(
                    () -> {
                        durableNames.clear();
                        durableNames.putAll(names);
                    },
                    hazard);
        }
        if (options.contains(StandardOpenOption.CREATE_NEW)) {
            if (names.containsKey(name)) {
                throw new FileAlreadyExistsException(name);
            }
            names.put(name, new DiskFile());
        }
        var file = names.get(name);
        if (file == null) {
            throw new NoSuchFileException(name);
        }
        return new DiskChannel(file, hazard);
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) {
        // Directories are parts of names.
    }

    @Override
    public void delete(Path path) throws IOException {
        if (names.remove(path.toString()) == null) {
            throw new NoSuchFileException(path.toString());
        }
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        hazard.at(Point.BEFORE_RENAME);
        var file = names.remove(source.toString());
        if (file == null) {
            throw new NoSuchFileException(source.toString());
        }
        names.put(target.toString(), file);
        hazard.at(Point.AFTER_RENAME);
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        if (!names.containsKey(path.toString())) {
            throw new NoSuchFileException(path.toString());
        }
    }

    @Override
    public String getScheme() {
        return "simulated";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return system;
    }

    @Override
    public Path getPath(URI uri) {
        return path(uri.getPath());
    }

    @Override
    public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... all)
            throws IOException {
        return newFileChannel(path, options);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path directory, DirectoryStream.Filter<? super Path> filter) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isSameFile(Path path, Path other) {
        return path.equals(other);
    }

    @Override
    public boolean isHidden(Path path) {
        return false;
    }

    @Override
    public FileStore getFileStore(Path path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
        throw new UnsupportedOperationException();
    }
}
