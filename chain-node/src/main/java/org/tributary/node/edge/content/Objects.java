// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.content;

import java.io.IOException;

/// Where an edge has its content from.
public interface Objects {
    /// What there is under a path.
    sealed interface Found {
        /// The caller closes it.
        record Here(StoredObject object) implements Found {}

        /// No such object, or none that may be served.
        record Missing() implements Found {}

        /// The origin has it, and this edge cannot get it now.
        ///
        /// @param status to answer with
        record Failed(int status, String code, String why) implements Found {}
    }

    /// @param path as it was sent, `/` first, still percent-encoded
    /// @param query as it was sent; empty for none
    Found find(String path, String query) throws IOException, InterruptedException;
}
