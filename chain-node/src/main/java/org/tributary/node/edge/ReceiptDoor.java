// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.node.client.BucketClock;
import org.tributary.node.edge.book.ReceiptBook;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.typed.Domain;

/// `POST /.well-known/tributary/receipts`: a client's receipts on one ticket. They need no other proof
/// than their own signature. The answer comes when they are on the disk.
final class ReceiptDoor {
    /// One for each bucket that a client was away, and a few; each has about 200 bytes.
    private static final int MAX_RECEIPTS = 64;

    private static final int MAX_BYTES = 32 << 10;

    private final Tabs tabs;
    private final ReceiptBook book;
    private final BucketClock clock;
    private final Domain domain;
    private final EdgeCounters counters;

    ReceiptDoor(Tabs tabs, ReceiptBook book, BucketClock clock, Domain domain, EdgeCounters counters) {
        this.tabs = tabs;
        this.book = book;
        this.clock = clock;
        this.domain = domain;
        this.counters = counters;
    }

    void onPost(Context request) throws IOException {
        var body = Answers.body(request, MAX_BYTES);
        if (body.isEmpty()) {
            Answers.refuse(request, Refusal.malformed("at most " + MAX_BYTES + " bytes of receipts at once"));
            return;
        }
        switch (Rlp.decodeList(body.get(), list -> list.list(MAX_RECEIPTS, items -> items.list(SignedReceipt::read)))) {
            case Decoded.Malformed<List<SignedReceipt>>(var reason) ->
                Answers.refuse(request, Refusal.malformed(reason));
            case Decoded.Value<List<SignedReceipt>>(var receipts)
            when receipts.isEmpty() -> Answers.refuse(request, Refusal.malformed("there is no receipt in it"));
            case Decoded.Value<List<SignedReceipt>>(var receipts) -> take(request, receipts);
        }
    }

    private void take(Context request, List<SignedReceipt> receipts) {
        var tab = tabs.find(receipts.getFirst().receipt().ticket());
        if (tab.isEmpty()) {
            Answers.refuse(request, Refusal.of(Refusal.FORBIDDEN, Rejection.UNKNOWN_TICKET));
            return;
        }
        take(tab.get(), receipts).ifPresentOrElse(refusal -> refuse(request, refusal), () -> {
            Answers.say(request, 200, Answers.standing(tab.get().standing()));
        });
    }

    private void refuse(Context request, Refusal refusal) {
        counters.refusedReceipt(refusal.code());
        Answers.refuse(request, refusal);
    }

    /// Takes what is good up to the first that is not. Nothing where all was.
    private Optional<Refusal> take(Tab tab, List<SignedReceipt> receipts) {
        var good = new ArrayList<SignedReceipt>();
        Optional<Refusal> refusal = Optional.empty();
        for (var receipt : receipts) {
            refusal = tab.judge(receipt, clock.now(), domain);
            if (refusal.isPresent()) {
                break;
            }
            if (tab.isNews(receipt)) {
                good.add(receipt);
            }
        }
        if (!good.isEmpty()) {
            if (!book.take(good)) {
                return Optional.of(new Refusal(
                        Refusal.UNAVAILABLE, "RESOURCE_EXHAUSTED", "too many receipts wait for the network"));
            }
            book.sync();
            good.forEach(tab::credit);
            counters.receipts(good.size());
        }
        return refusal;
    }
}
