// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

/// What the other side of the bill counted: clients that really received, or a log that says so.
///
/// @param requests answered; of calls the ends, of storage the proofs
/// @param units that honest clients received, cheats apart
record TrafficCount(long requests, long units) {
    static final TrafficCount NONE = new TrafficCount(0, 0);

    TrafficCount plus(TrafficCount other) {
        return new TrafficCount(Math.addExact(requests, other.requests), Math.addExact(units, other.units));
    }
}
