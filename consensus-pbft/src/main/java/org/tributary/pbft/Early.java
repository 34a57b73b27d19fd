// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.ArrayList;
import java.util.List;
import org.tributary.pbft.PbftMessage.Commit;
import org.tributary.pbft.PbftMessage.NewView;
import org.tributary.pbft.PbftMessage.PrePrepare;
import org.tributary.pbft.PbftMessage.Prepare;
import org.tributary.pbft.PbftMessage.Signed;
import org.tributary.pbft.PbftMessage.ViewChange;

/// Messages of the next height, or of a view that we have not entered. Of each member the newest of each kind
/// is kept: that bounds it, also in bytes, since three kinds may carry a block.
record Early(SeatMap<List<Signed>> waiting) {
    static Early none() {
        return new Early(SeatMap.empty());
    }

    Early with(Signed message) {
        var queue = new ArrayList<>(waiting.of(message.seat()).orElse(List.of()));
        queue.removeIf(other -> other.getClass().equals(message.getClass()));
        queue.add(message);
        return new Early(waiting.with(message.seat(), List.copyOf(queue)));
    }

    /// What the member signed, without blocks.
    List<Signed> votesOf(int seat) {
        return waiting.of(seat).orElse(List.of()).stream()
                .<Signed>mapMulti((message, kept) -> {
                    switch (message) {
                        case PrePrepare(var vote, var block) -> kept.accept(new Prepare(vote));
                        case ViewChange change -> kept.accept(change.withoutBlock());
                        case Prepare prepare -> kept.accept(prepare);
                        case Commit commit -> kept.accept(commit);
                        // Its sender's VIEW-CHANGE says as much.
                        case NewView(var height, var view, var changes, var block, var sender, var signature) ->
                            changes.stream()
                                    .filter(change -> change.seat() == seat)
                                    .forEach(kept);
                    }
                })
                .toList();
    }

    List<Signed> messages() {
        return waiting.values().stream().flatMap(List::stream).toList();
    }
}
