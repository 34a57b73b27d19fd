// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.tributary.node.remote.RemoteFailed;

/// Waits for work on other threads.
final class Futures {
    private Futures() {}

    static void all(List<? extends Future<?>> futures) {
        futures.forEach(Futures::result);
    }

    static <T> List<T> results(List<Future<T>> futures) {
        return futures.stream().map(Futures::result).toList();
    }

    /// @throws DemoFailed with the reason of the work that failed
    static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            var cause = failed.getCause();
            throw cause instanceof DemoFailed || cause instanceof RemoteFailed
                    ? (RuntimeException) cause
                    : new DemoFailed(String.valueOf(cause), cause == null ? failed : cause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DemoFailed("stopped", interrupted);
        }
    }
}
