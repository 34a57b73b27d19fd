// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.acceptance;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// Waits for an answer that is not there yet.
final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Eventually() {}

    static <T> T get(Callable<@Nullable T> question) {
        return Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(question, answer -> answer != null);
    }
}
