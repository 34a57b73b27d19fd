// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.ChainName;

/// Gives a true answer to another question than the one that was asked.
final class Swapper implements Neighbour {
    private final Neighbour honest;
    private final List<Bytes> said = new ArrayList<>();

    Swapper(Neighbour honest) {
        this.honest = honest;
    }

    @Override
    public Reply ask(ChainName chain, Question question) {
        var reply = honest.ask(chain, question);
        if (question instanceof Question.Offers || !(reply instanceof Reply.Answer(var bytes, var millis))) {
            return reply;
        }
        said.add(bytes);
        return new Reply.Answer(said.getFirst(), millis);
    }
}
