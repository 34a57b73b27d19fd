// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.client;

/// How much of a call was heard: twenty milliseconds for each frame that came in its order, once their time has come.
/// Whoever sends faster than people speak is not heard for longer.
final class Hearing {
    private static final long NONE = -1;

    private long firstNanos = NONE;
    private long last = NONE;
    private long frames;
    private long told;

    /// Takes a frame that came at `nanos` of a clock that only goes forward; false where it came late or twice.
    boolean take(Frame frame, long nanos) {
        if (frame.number() <= last) {
            return false;
        }
        if (last == NONE) {
            firstNanos = nanos;
        }
        last = frame.number();
        frames++;
        return true;
    }

    /// Milliseconds that were heard by `nanos`, beyond those that this has told before.
    long more(long nanos) {
        if (last == NONE) {
            return 0;
        }
        // The first frame is there as a whole when it is there.
        long passed = (nanos - firstNanos) / 1_000_000 + Frame.MILLIS;
        long heard = Math.min(frames * Frame.MILLIS, passed);
        long more = Math.max(0, heard - told);
        told += more;
        return more;
    }

    long millis() {
        return told;
    }
}
