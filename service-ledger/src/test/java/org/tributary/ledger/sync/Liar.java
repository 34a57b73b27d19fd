// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.ChainName;

/// Offers what all offer, and changes one bit in every answer that counts.
record Liar(Neighbour honest, Random random) implements Neighbour {
    @Override
    public Reply ask(ChainName chain, Question question) {
        var reply = honest.ask(chain, question);
        return !(question instanceof Question.Offers) && reply instanceof Reply.Answer(var bytes, var millis)
                ? new Reply.Answer(flipped(bytes), millis)
                : reply;
    }

    private Bytes flipped(Bytes bytes) {
        var changed = bytes.toArray();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        return Bytes.wrap(changed);
    }
}
