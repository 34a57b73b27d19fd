// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/// A process's hold on a [DiskFile].
final class DiskChannel extends FileChannel {
    private final DiskFile file;
    private final Runnable onForce;
    private final Hazard hazard;
    private final Points points;
    private long at;

    /// What is passed with each write and with each sync.
    private record Points(Point beforeWrite, Point afterWrite, Point beforeSync, Point afterSync) {
        private static final Points FILE =
                new Points(Point.BEFORE_APPEND, Point.AFTER_APPEND, Point.BEFORE_SYNC, Point.AFTER_SYNC);
        private static final Points LOG = new Points(
                Point.BEFORE_BATCH_WRITE, Point.AFTER_BATCH_WRITE, Point.BEFORE_BATCH_SYNC, Point.AFTER_BATCH_SYNC);
    }

    static DiskChannel ofFile(DiskFile file, Runnable sync, Hazard hazard) {
        return new DiskChannel(file, sync, hazard, Points.FILE);
    }

    /// Of a segment of a service log.
    static DiskChannel ofLog(DiskFile file, Runnable sync, Hazard hazard) {
        return new DiskChannel(file, sync, hazard, Points.LOG);
    }

    /// Of a directory: there is only something to sync.
    static DiskChannel ofDirectory(Runnable sync, Hazard hazard) {
        return new DiskChannel(new DiskFile(), sync, hazard, Points.FILE);
    }

    private DiskChannel(DiskFile file, Runnable onForce, Hazard hazard, Points points) {
        this.file = file;
        this.onForce = onForce;
        this.hazard = hazard;
        this.points = points;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        hazard.at(points.beforeWrite());
        var bytes = new byte[source.remaining()];
        source.get(bytes);
        file.write((int) position, bytes);
        hazard.at(points.afterWrite());
        return bytes.length;
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        hazard.reading();
        int from = (int) position;
        int count = Math.min(target.remaining(), file.size() - from);
        if (count <= 0) {
            return -1;
        }
        target.put(file.content(), from, count);
        return count;
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public FileChannel truncate(long size) {
        file.cut((int) size);
        return this;
    }

    @Override
    public void force(boolean metadata) throws IOException {
        hazard.at(points.beforeSync());
        onForce.run();
        hazard.at(points.afterSync());
    }

    /// One process at a time uses a simulated disk.
    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        return new FileLock(this, position, size, shared) {
            @Override
            public boolean isValid() {
                return true;
            }

            @Override
            public void release() {}
        };
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        return tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() {}

    @Override
    public int read(ByteBuffer target) throws IOException {
        int count = read(target, at);
        at += Math.max(0, count);
        return count;
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int count = write(source, at);
        at += count;
        return count;
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
        return at;
    }

    @Override
    public FileChannel position(long position) {
        at = position;
        return this;
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }
}
