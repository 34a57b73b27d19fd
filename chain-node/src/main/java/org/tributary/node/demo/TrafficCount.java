// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

/// What the other side of the bill counted: clients that really received, or a log that says so.
///
/// @param bytes that honest clients received, cheats apart
record TrafficCount(long requests, long bytes) {
    static final TrafficCount NONE = new TrafficCount(0, 0);

    TrafficCount plus(TrafficCount other) {
        return new TrafficCount(Math.addExact(requests, other.requests), Math.addExact(bytes, other.bytes));
    }
}
