// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.block;

import java.util.List;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.ledger.transaction.SignedTransaction;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.crypto.Keccak;

/// What a primary chose to put into a block. Messages from other chains and due windows are not chosen: they must come,
/// and every replica knows which, so they are not in here.
public sealed interface Body {
    /// On main.
    record Main(List<SignedTransaction> transactions, List<Anchor> anchors) implements Body {
        public Main {
            transactions = List.copyOf(transactions);
            anchors = List.copyOf(anchors);
        }
    }

    /// On a service chain.
    record Service(List<Opening> openings, List<BatchCertificate> batches) implements Body {
        public Service {
            openings = List.copyOf(openings);
            batches = List.copyOf(batches);
        }
    }

    /// Bounds what a decoder allocates; the byte limit of a block is far lower.
    int MAX_ITEMS = 1 << 20;

    int MAX_ANCHORS = 256;

    /// How many things the primary chose, anchors apart.
    default int items() {
        return switch (this) {
            case Main main -> main.transactions().size();
            case Service service ->
                service.openings().size() + service.batches().size();
        };
    }

    /// keccak over RLP `[kind, [hash …], [hash …]]` of what is in it, in its order.
    default Hash hash() {
        return switch (this) {
            case Main(var transactions, var anchors) ->
                mainHash(transactions.stream().map(SignedTransaction::hash).toList(), anchors);
            case Service(var openings, var batches) ->
                Keccak.hash(Rlp.list(list -> list.number(2)
                        .list(openings, (out, opening) -> out.hash(Keccak.hash(opening.encode())))
                        .list(batches, (out, batch) -> out.hash(Keccak.hash(batch.encode())))));
        };
    }

    /// [#hash] of a body of main, from the hashes of its transactions.
    static Hash mainHash(List<Hash> transactions, List<Anchor> anchors) {
        return Keccak.hash(Rlp.list(list -> list.number(1)
                .list(transactions, (out, transaction) -> out.hash(transaction))
                .list(anchors, (out, anchor) -> out.hash(anchor.hash()))));
    }

    static void write(RlpListWriter list, Body body) {
        switch (body) {
            case Main(var transactions, var anchors) ->
                list.number(1)
                        .list(transactions, (out, transaction) -> out.bytes(transaction.encoded()))
                        .list(anchors, (out, anchor) -> out.list(anchor::write));
            case Service(var openings, var batches) ->
                list.number(2)
                        .list(openings, (out, opening) -> out.list(opening::write))
                        .list(batches, (out, batch) -> out.list(batch::write));
        }
    }

    static Body read(Hash network, RlpListReader list) {
        return switch (list.smallNumber(2)) {
            case 1 ->
                new Main(
                        list.list(MAX_ITEMS, Body::transaction),
                        list.list(MAX_ANCHORS, in -> in.list(anchor -> Anchor.read(network, anchor))));
            case 2 ->
                new Service(
                        list.list(MAX_ITEMS, in -> in.list(Opening::read)),
                        list.list(MAX_ITEMS, in -> in.list(BatchCertificate::read)));
            default -> throw new IllegalArgumentException("no body has this kind");
        };
    }

    private static SignedTransaction transaction(RlpListReader list) {
        return switch (SignedTransaction.decode(list.bytes(SignedTransaction.MAX_SIZE))) {
            case Decoded.Value<SignedTransaction>(var transaction) -> transaction;
            case Decoded.Malformed<SignedTransaction>(var reason) -> throw new IllegalArgumentException(reason);
        };
    }
}
