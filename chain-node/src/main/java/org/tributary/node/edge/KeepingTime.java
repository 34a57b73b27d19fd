// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import org.tributary.bandwidth.storage.ContentTree;

/// How long something has been kept, in byte-seconds.
final class KeepingTime {
    private final long bytes;
    private final long sinceMillis;
    private long told;

    KeepingTime(long bytes, long sinceMillis) {
        this.bytes = bytes;
        this.sinceMillis = sinceMillis;
    }

    /// What has come by `millis`, beyond what this has told before; a clock that was set back tells nothing.
    synchronized long more(long millis) {
        long more = Math.max(0, ContentTree.byteSeconds(bytes, Math.max(0, millis - sinceMillis)) - told);
        told += more;
        return more;
    }
}
