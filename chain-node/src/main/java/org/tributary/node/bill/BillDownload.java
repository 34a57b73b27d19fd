// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bill;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;
import org.tributary.rpc.v1.ExportBillRequest;
import org.tributary.rpc.v1.ProofsGrpc;

/// Fetches a bundle over gRPC. The file appears whole or not at all.
record BillDownload(String target, String chain) {
    private static final long PROGRESS_BYTES = 16L << 20;

    /// Why there is no file; nothing where there is one.
    Optional<String> to(Path file, Consumer<String> progress) {
        var channel = Grpc.newChannelBuilder(target, InsecureChannelCredentials.create())
                .build();
        try {
            var partial = Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName() + ".", ".partial");
            try {
                long size = write(channel, partial, progress);
                Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                progress.accept("wrote " + size + " bytes to " + file);
                return Optional.empty();
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException unwritable) {
            return Optional.of(file + " cannot be written: " + unwritable);
        } catch (StatusRuntimeException refused) {
            return Optional.of(target + " does not give the bill: " + refused.getStatus());
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
