// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.block.Header;
import org.tributary.ledger.chain.BlockStore;
import org.tributary.ledger.main.Inbox;
import org.tributary.ledger.message.Message;
import org.tributary.ledger.store.KeyValueReader;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Height;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;

/// Answers what other nodes ask about one chain. Any thread; beside the chain's work.
public final class SnapshotServer {
    /// Of one answer, about: small beside what a connection holds, large beside a round trip.
    private static final int MAX_BYTES = 512 << 10;

    /// About 150 KB.
    static final int MAX_HEADERS = 256;

    static final int MAX_MESSAGES = 4_096;
    /// Waiting messages are read at once before their sizes are known; one may have 100 KB.
    private static final int MAX_WAITING = 64;

    private final Snapshots snapshots;
    private final BlockStore blocks;
    private final int maxBytes;

    /// Where the snapshots are kept.
    public interface Snapshots {
        List<Offer> offers();

        /// The chain's store as it was after the block at `height`.
        Optional<KeyValueReader> view(Height height);
    }

    public SnapshotServer(Snapshots snapshots, BlockStore blocks) {
        this(snapshots, blocks, MAX_BYTES);
    }

    SnapshotServer(Snapshots snapshots, BlockStore blocks, int maxBytes) {
        this.snapshots = snapshots;
        this.blocks = blocks;
        this.maxBytes = maxBytes;
    }

    /// Nothing where it is not here, or where nobody may ask that.
    public Optional<Bytes> answer(Bytes question) {
        return switch (Question.decode(question)) {
            case Decoded.Malformed<Question> _ -> Optional.empty();
            case Decoded.Value<Question>(var asked) -> answer(asked);
        };
    }

    private Optional<Bytes> answer(Question question) {
        return switch (question) {
            case Question.Offers _ -> Optional.of(Offer.encode(snapshots.offers()));
            case Question.Piece(var height, var place) ->
                snapshots.view(height).flatMap(view -> Pieces.read(view, place, maxBytes));
            case Question.Waiting(var height, var first) ->
                snapshots
                        .view(height)
                        .map(view -> waiting(view, first))
                        .filter(found -> !found.isEmpty())
                        .map(SnapshotServer::encodeMessages);
            case Question.Headers(var height) -> headers(height);
            case Question.Messages(var height, var destination) -> messages(height, destination);
        };
    }

    /// As many as fit into an answer, at least one.
    private List<Message> waiting(KeyValueReader view, long first) {
        var messages = new ArrayList<Message>();
        long bytes = 0;
        for (var message : new Inbox(view).from(first, MAX_WAITING)) {
            bytes += message.encoded().size();
            if (bytes > maxBytes && !messages.isEmpty()) {
                break;
            }
            messages.add(message);
        }
        return messages;
    }

    private Optional<Bytes> headers(Height from) {
        var headers = new ArrayList<Header>();
        var next = blocks.header(from);
        while (next.isPresent() && headers.size() < MAX_HEADERS) {
            headers.add(next.get());
            long below = next.get().height().number() - 1;
            next = below > 0 ? blocks.header(new Height(below)) : Optional.empty();
        }
        return headers.isEmpty()
                ? Optional.empty()
                : Optional.of(Rlp.list(list -> list.list(headers, (out, header) -> out.list(header::write))));
    }

    private Optional<Bytes> messages(Height height, ChainName destination) {
        return blocks.header(height)
                .flatMap(header -> header.outboxes().stream()
                        .filter(outbox -> outbox.destination().equals(destination))
                        .findFirst())
                .map(outbox -> blocks.sent(destination, outbox.first(), height, outbox.count()))
                .filter(found -> !found.isEmpty())
                .map(SnapshotServer::encodeMessages);
    }

    private static Bytes encodeMessages(List<Message> messages) {
        return Rlp.list(list -> list.list(messages, (out, message) -> out.list(message::write)));
    }

    static Decoded<List<Message>> decodeMessages(Bytes answer) {
        return Rlp.decodeList(answer, list -> list.list(MAX_MESSAGES, in -> in.list(Message::read)));
    }

    static Decoded<List<Header>> decodeHeaders(Bytes answer) {
        return Rlp.decodeList(answer, list -> list.list(MAX_HEADERS, in -> in.list(Header::read)));
    }
}
