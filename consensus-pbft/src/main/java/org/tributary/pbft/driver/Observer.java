// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.driver;

import java.time.Duration;
import org.tributary.pbft.Evidence;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;

/// For metrics, logs and evidence. Called on the replica's thread (`refused` and `dropped`: on the receiver's).
public interface Observer {
    /// @param latency since the block was first seen here; zero where it came by catch-up
    void committed(Height height, View view, Duration latency);

    /// The replica gave up a view, or was taken to a later one.
    void viewChanged(Height height, View view);

    /// A certificate shows that the chain has reached this height, whether the block is here or not.
    void proven(Height height);

    void equivocation(Evidence evidence);

    /// The replica knows that its journal lacks signatures of its own, and asks what is proved.
    default void amnesia(String reason) {}

    /// The others have answered. Below this height the replica follows without voting.
    ///
    /// @param inFlight the height in flight; equal or above where it votes at once
    default void votesFrom(Height height, Height inFlight) {}

    /// Bytes that are no message, or no honest one.
    void refused(int peer, String reason);

    /// The queue is full.
    void dropped(int peer);

    /// A broken promise or a broken disk: the replica has stopped.
    void halted(Throwable cause);
}
