// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import org.tributary.node.edge.content.Objects;
import org.tributary.node.edge.storage.ObjectStore;
import org.tributary.primitives.UsageKind;

/// What an edge has for its clients. A service chain counts one kind, so an edge has one.
public sealed interface Goods {
    UsageKind kind();

    /// Objects to download, counted in bytes.
    record Content(Objects objects) implements Goods {
        @Override
        public UsageKind kind() {
            return UsageKind.BYTES;
        }
    }

    /// Lines between two callers, counted in milliseconds that each of them hears.
    record Lines() implements Goods {
        @Override
        public UsageKind kind() {
            return UsageKind.CALL_MILLISECONDS;
        }
    }

    /// Room for objects of its clients, counted in byte-seconds.
    record Storage(ObjectStore store) implements Goods {
        @Override
        public UsageKind kind() {
            return UsageKind.BYTE_SECONDS;
        }
    }
}
