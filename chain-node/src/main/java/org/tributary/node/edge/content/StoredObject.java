// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.content;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Instant;

/// One object as it is on disk now, open for reading: what happens to its name meanwhile does not change it.
///
/// @param etag with its quotes, strong unless it begins with `W/`
/// @param cacheControl as it is passed on; empty for none
public record StoredObject(
        FileChannel content, long size, String etag, Instant modified, String type, String cacheControl)
        implements AutoCloseable {
    @Override
    public void close() throws IOException {
        content.close();
    }
}
