// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.method;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Answers within a time, whatever a handler does. One that takes longer is left to end by itself, for an
/// interrupt could close a file under it; how many may run at once is bounded, so that those left behind
/// cannot pile up.
public final class TimeLimit {
    private static final int MAX_AT_ONCE = 64;

    private final Duration time;
    private final Semaphore running = new Semaphore(MAX_AT_ONCE);

    public TimeLimit(Duration time) {
        this.time = time;
    }

    public Handler on(Handler handler) {
        return params -> answer(handler, params);
    }

    private Answer answer(Handler handler, Params params) {
        try {
            if (!running.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS)) {
                return RpcError.limit("too many calls at once", MAX_AT_ONCE);
            }
            var task = new FutureTask<Answer>(() -> handler.answer(params));
            Thread.ofVirtual().name("rpc-call").start(() -> {
                try {
                    task.run();
                } finally {
                    running.release();
                }
            });
            return task.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException slow) {
            return RpcError.limit("execution aborted (timeout = " + time.toMillis() + " ms)", time.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return RpcError.refused("the node is stopping");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        }
    }
}
