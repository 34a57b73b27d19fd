// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.ledger.block.Header;
import org.tributary.ledger.chain.BlockStore;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.main.Inbox;
import org.tributary.ledger.message.Message;
import org.tributary.ledger.message.Outbox;
import org.tributary.ledger.state.StateReader;
import org.tributary.ledger.store.KeyValueReader;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.ledger.trie.Wanted;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.codec.Decoded;

/// Judges what peers answer, and turns what is right into records.
final class Answers {
    private final KeyValueReader store;

    /// @param store what is there so far
    Answers(KeyValueReader store) {
        this.store = store;
    }

    /// Puts what follows from the answer into the batch; a refused answer leaves there what is of no use.
    Verdict take(Want want, Bytes answer, WriteBatch batch) {
        return switch (want) {
            case Want.Piece(var wanted) -> piece(wanted, answer, batch);
            case Want.Waiting(var first) ->
                decoded(SnapshotServer.decodeMessages(answer), messages -> waiting(first, messages, batch));
            case Want.Headers headers ->
                decoded(SnapshotServer.decodeHeaders(answer), list -> headers(headers, list, batch));
            case Want.Messages messages ->
                decoded(SnapshotServer.decodeMessages(answer), list -> sent(messages, list, batch));
        };
    }

    private interface Judge<T> {
        Verdict judge(T value);
    }

    private static <T> Verdict decoded(Decoded<T> answer, Judge<T> judge) {
        return switch (answer) {
            case Decoded.Malformed<T>(var reason) -> Verdict.reject(reason);
            case Decoded.Value<T>(var value) -> judge.judge(value);
        };
    }

    private Verdict piece(Wanted wanted, Bytes answer, WriteBatch batch) {
        return decoded(Pieces.take(store, wanted, answer, batch), next -> {
            next.forEach(below -> Staging.want(batch, new Want.Piece(below)));
            return Verdict.accept();
        });
    }

    private Verdict waiting(long first, List<Message> messages, WriteBatch batch) {
        long count = slot(Inbox.countSlot());
        if (messages.isEmpty() || messages.size() > count - first) {
            return Verdict.reject("not as many messages as wait");
        }
        for (int i = 0; i < messages.size(); i++) {
            var hash = Hash.of(StateReader.over(store)
                    .slot(Reserved.LEDGER, Inbox.slot(first + i))
                    .toBytes());
            if (!messages.get(i).hash().equals(hash)) {
                return Verdict.reject("not the message that waits at " + (first + i));
            }
        }
        Inbox.put(batch, first, messages);
        long next = first + messages.size();
        if (next < count) {
            Staging.want(batch, new Want.Waiting(next));
        }
        return Verdict.accept();
    }

    private long slot(UInt256 slot) {
        return StateReader.over(store).slot(Reserved.LEDGER, slot).toLong();
    }

    private Verdict headers(Want.Headers want, List<Header> headers, WriteBatch batch) {
        if (headers.isEmpty()) {
            return Verdict.reject("no headers");
        }
        var walk = new Walk(want.until(), want.owed(), batch);
        var expected = want.hash();
        for (var header : headers) {
            var hash = header.hash();
            if (!hash.equals(expected)) {
                return Verdict.reject("not the header before the one above it");
            }
            walk.visit(header, hash);
            if (walk.isOver()) {
                return Verdict.accept();
            }
            expected = header.parent();
        }
        walk.next().ifPresent(next -> Staging.want(batch, next));
        return Verdict.accept();
    }

    private Verdict sent(Want.Messages want, List<Message> messages, WriteBatch batch) {
        boolean matches = !messages.isEmpty()
                && messages.stream().allMatch(message -> message.source().equals(ChainName.MAIN))
                && Outbox.of(messages).equals(List.of(want.outbox()));
        if (!matches) {
            return Verdict.reject("not the messages that the block at " + want.height() + " sent");
        }
        BlockStore.putSent(batch, want.height(), messages);
        return Verdict.accept();
    }
}
