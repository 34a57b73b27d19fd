// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.client;

import java.util.Optional;

/// What a fetch brought.
///
/// @param from the first byte of the object that came; not 0 where a download was resumed
/// @param bytes that came
/// @param size of the whole object, where the edge said it
/// @param validator the object's `ETag`, to resume with; empty where it has none
public record Download(long from, long bytes, Optional<Long> size, String validator) {}
