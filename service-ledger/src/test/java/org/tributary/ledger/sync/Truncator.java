// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import java.util.Random;
import org.tributary.primitives.ChainName;

/// Cuts the end off every answer.
record Truncator(Neighbour honest, Random random) implements Neighbour {
    @Override
    public Reply ask(ChainName chain, Question question) {
        var reply = honest.ask(chain, question);
        return reply instanceof Reply.Answer(var bytes, var millis)
                ? new Reply.Answer(bytes.slice(0, random.nextInt(bytes.size())), millis)
                : reply;
    }
}
