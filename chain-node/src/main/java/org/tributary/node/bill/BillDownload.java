// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bill;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import org.tributary.node.remote.GrpcOptions;
import org.tributary.rpc.v1.ExportBillRequest;
import org.tributary.rpc.v1.ProofsGrpc;

/// Fetches a bundle over gRPC. The file appears whole or not at all.
record BillDownload(GrpcOptions node, String chain) {
    private static final long PROGRESS_BYTES = 4L << 20;

    /// What came of it.
    sealed interface Result {
        record Written(long bytes) implements Result {}

        record Failed(String why) implements Result {}
    }

    Result to(Path file, Consumer<String> progress) {
        var channel = node.open();
        try {
            var partial = Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName() + ".", ".partial");
            try {
                long size = write(channel, partial, progress);
                Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return new Result.Written(size);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException unwritable) {
            return new Result.Failed(file + " cannot be written: " + unwritable);
        } catch (StatusRuntimeException refused) {
            return new Result.Failed(node.target() + " does not give the bill: " + refused.getStatus());
        } finally {
            channel.shutdownNow();
        }
    }

    private long write(ManagedChannel channel, Path partial, Consumer<String> progress) throws IOException {
        var request = ExportBillRequest.newBuilder().setChain(chain).build();
        var pieces = ProofsGrpc.newBlockingStub(channel).exportBill(request);
        long size = 0;
        long told = 0;
        try (var out = new BufferedOutputStream(Files.newOutputStream(partial))) {
            while (pieces.hasNext()) {
                var content = pieces.next().getContent();
                content.writeTo(out);
                size += content.size();
                if (size - told >= PROGRESS_BYTES) {
                    progress.accept("received " + (size >> 20) + " MiB");
                    told = size;
                }
            }
        }
        return size;
    }
}
