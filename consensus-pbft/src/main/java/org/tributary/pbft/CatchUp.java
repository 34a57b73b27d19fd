// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tributary.pbft.PbftMessage.Certified;
import org.tributary.primitives.Height;

/// What a replica knows of blocks beyond its own.
///
/// @param ahead the height that each member was last heard voting at
/// @param proven the highest height that some certificate proves
/// @param askedTo the highest height that was asked for
/// @param source whom to ask next
/// @param blocks verified blocks that wait for the ones below them
record CatchUp(SeatMap<Height> ahead, Height proven, Height askedTo, int source, SortedMap<Height, Certified> blocks) {
    /// Blocks served to one request, and kept while they wait. Bounds memory: they may be as large as messages
    /// get.
    static final int WINDOW = 16;

    CatchUp {
        blocks = Collections.unmodifiableSortedMap(new TreeMap<>(blocks));
    }

    static CatchUp at(Height committed) {
        return new CatchUp(SeatMap.empty(), committed, committed, 0, new TreeMap<>());
    }

    CatchUp withAhead(int seat, Height height) {
        var known = ahead.of(seat);
        return known.isPresent() && !height.isAfter(known.get())
                ? this
                : new CatchUp(ahead.with(seat, height), proven, askedTo, source, blocks);
    }

    CatchUp withProven(Height height) {
        return height.isAfter(proven) ? new CatchUp(ahead, height, askedTo, source, blocks) : this;
    }

    CatchUp asked(Height to, int peer) {
        return new CatchUp(ahead, proven, to, peer, blocks);
    }

    /// Keeps the block if it lies within the window above the height in flight.
    CatchUp with(Certified certified, Height inFlight) {
        if (certified.height().isAfter(inFlight.plus(WINDOW))) {
            return this;
        }
        var copy = new TreeMap<>(blocks);
        copy.put(certified.height(), certified);
        return new CatchUp(ahead, proven, askedTo, source, copy);
    }

    Optional<Certified> block(Height height) {
        return Optional.ofNullable(blocks.get(height));
    }

    CatchUp committed(Height height) {
        return new CatchUp(ahead, proven, askedTo, source, blocks.tailMap(height.next())).withProven(height);
    }

    /// How many members were heard voting above `height`.
    int votersAbove(Height height) {
        return ahead.count(each -> each.isAfter(height));
    }
}
