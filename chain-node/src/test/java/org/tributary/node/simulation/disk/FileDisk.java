// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
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
import java.util.Iterator;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// A file system in memory with what a node uses of one, so that the node's own journals and snapshots are on a disk
/// that tears, loses and fails. A new name is durable when a directory is synced: names become so all together, as with
/// a file system that logs them. A database is in a directory, moves and goes with it.
public final class FileDisk extends FileSystemProvider {
    private final FileSystem system = new DiskSystem(this);
    private final Hazard hazard;
    private Names names = new Names();
    private Names durable = new Names();
    private Predicate<String> forgotten = name -> false;

    public FileDisk(Hazard hazard) {
        this.hazard = hazard;
    }

    /// @param name without the first stroke; empty for the root
    public Path path(String name) {
        return new DiskPath(system, "/" + name);
    }

    /// Files of these names are not on the disk when it says so.
    public void forgets(Predicate<String> name) {
        forgotten = name;
    }

    Hazard hazard() {
        return hazard;
    }

    /// What power loss leaves of all files and databases.
    public Loss losePower(Random random) {
        if (random.nextBoolean()) {
            names = durable.copy();
        }
        durable = names.copy();
        int writes = 0;
        for (var file : names.files.values()) {
            writes += file.losePower(random);
        }
        int batches = 0;
        for (var database : names.databases.values()) {
            batches += database.losePower(random);
        }
        return new Loss(writes, batches);
    }

    /// What a power loss took.
    ///
    /// @param writes to files
    /// @param batches of databases
    public record Loss(int writes, int batches) {}

    /// All files that are durable now, as a backup would have them.
    public Map<String, DiskFile> backup() {
        var copy = new TreeMap<String, DiskFile>();
        durable.files.forEach((name, file) -> copy.put(name, file.copy()));
        return copy;
    }

    /// Makes the files what they were at the backup; databases stay.
    public void restore(Map<String, DiskFile> backup) {
        names.files.clear();
        backup.forEach((name, file) -> {
            names.files.put(name, file.copy());
            names.makeDirectory(name.substring(0, name.lastIndexOf('/')));
        });
        durable = names.copy();
    }

    /// Nothing is left.
    public void deleteAll() {
        names = new Names();
        durable = new Names();
    }

    /// The files by name.
    public Map<String, DiskFile> files() {
        return names.files;
    }

    /// The databases by the directories that they are in.
    public Map<String, SimulatedStore> databases() {
        return names.databases;
    }

    /// The database in a directory; where there is none, both are made.
    public SimulatedStore database(Path directory, Supplier<SimulatedStore> fresh) {
        names.makeDirectory(directory.toString());
        return names.databases.computeIfAbsent(directory.toString(), name -> fresh.get());
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        var name = path.toString();
        if (names.directories.contains(name)) {
            return DiskChannel.ofDirectory(() -> durable = names.copy(), hazard);
        }
        if (options.contains(StandardOpenOption.CREATE_NEW) && names.holds(name)) {
            throw new FileAlreadyExistsException(name);
        }
        if (options.contains(StandardOpenOption.CREATE_NEW) || options.contains(StandardOpenOption.CREATE)) {
            names.files.computeIfAbsent(name, unknown -> new DiskFile());
        }
        var file = names.files.get(name);
        if (file == null) {
            throw new NoSuchFileException(name);
        }
        if (options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
            file.cut(0);
        }
        Runnable sync = forgotten.test(name) ? () -> {} : file::sync;
        return name.endsWith(".log") ? DiskChannel.ofLog(file, sync, hazard) : DiskChannel.ofFile(file, sync, hazard);
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
        if (names.holds(directory.toString())) {
            throw new FileAlreadyExistsException(directory.toString());
        }
        names.makeDirectory(directory.toString());
    }

    @Override
    public void delete(Path path) throws IOException {
        var name = path.toString();
        if (!names.holds(name)) {
            throw new NoSuchFileException(name);
        }
        if (!names.inside(name).isEmpty()) {
            throw new DirectoryNotEmptyException(name);
        }
        names.files.remove(name);
        names.directories.remove(name);
        names.databases.remove(name);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        hazard.at(Point.BEFORE_RENAME);
        if (!names.holds(source.toString())) {
            throw new NoSuchFileException(source.toString());
        }
        if (names.directories.contains(target.toString())) {
            throw new DirectoryNotEmptyException(target.toString());
        }
        names.move(source.toString(), target.toString());
        hazard.at(Point.AFTER_RENAME);
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        if (!names.holds(path.toString())) {
            throw new NoSuchFileException(path.toString());
        }
    }

    @Override
    public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... all)
            throws IOException {
        return newFileChannel(path, options);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path directory, DirectoryStream.Filter<? super Path> filter) {
        var inside = names.inside(directory.toString()).stream()
                .<Path>map(name -> new DiskPath(system, name))
                .toList();
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return inside.iterator();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        checkAccess(path);
        boolean isDirectory = names.directories.contains(path.toString());
        return type.cast(new DiskAttributes(isDirectory));
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
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
        throw new UnsupportedOperationException();
    }
}
