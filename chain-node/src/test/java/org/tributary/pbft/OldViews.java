// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import org.tributary.pbft.PbftMessage.NewView;

/// Does to a replica what the core never does: for planted bugs, which need to reach into it.
public final class OldViews {
    private OldViews() {}

    /// The replica in the view that `message` announces, though it has left that view.
    public static State entered(State state, NewView message) {
        boolean old = message.height().equals(state.height())
                && message.view().isBefore(state.view())
                && !state.round().isCommitting();
        return old ? state.with(state.round().entering(message)) : state;
    }
}
