// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import java.util.List;
import org.tributary.ledger.block.Header;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.codec.Decoded;

/// Offers a height far above all others under a certificate of a lower one.
record Forger(Neighbour honest, Hash network) implements Neighbour {
    @Override
    public Reply ask(ChainName chain, Question question) {
        var reply = honest.ask(chain, question);
        if (!(question instanceof Question.Offers) || !(reply instanceof Reply.Answer(var bytes, var millis))) {
            return reply;
        }
        var offers = ((Decoded.Value<List<Offer>>) Offer.decode(network, bytes)).value();
        var forged = offers.stream().map(Forger::raised).toList();
        return new Reply.Answer(Offer.encode(forged), millis);
    }

    private static Offer raised(Offer offer) {
        var h = offer.header();
        var header = new Header(
                h.chain(),
                new Height(h.height().number() + 1_000_000),
                h.parent(),
                h.main(),
                h.epoch(),
                h.view(),
                h.timestampMillis(),
                h.primary(),
                h.roots(),
                h.outboxes(),
                h.cursors(),
                h.parentCertificate(),
                h.gasUsed(),
                h.reign(),
                h.anchorsRoot(),
                h.bodyHash());
        return new Offer(header, offer.certificate());
    }
}
