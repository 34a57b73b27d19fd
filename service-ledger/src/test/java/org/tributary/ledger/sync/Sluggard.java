// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import org.tributary.primitives.ChainName;

/// Offers at once, then answers nothing else.
record Sluggard(Neighbour honest) implements Neighbour {
    @Override
    public Reply ask(ChainName chain, Question question) {
        return question instanceof Question.Offers ? honest.ask(chain, question) : new Reply.Silence();
    }
}
