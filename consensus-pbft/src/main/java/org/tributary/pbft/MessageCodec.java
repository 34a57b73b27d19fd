// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.pbft.PbftMessage.Certified;
import org.tributary.pbft.PbftMessage.Commit;
import org.tributary.pbft.PbftMessage.Fetch;
import org.tributary.pbft.PbftMessage.NewView;
import org.tributary.pbft.PbftMessage.PrePrepare;
import org.tributary.pbft.PbftMessage.Prepare;
import org.tributary.pbft.PbftMessage.QueryStable;
import org.tributary.pbft.PbftMessage.ReplyStable;
import org.tributary.pbft.PbftMessage.Signed;
import org.tributary.pbft.PbftMessage.Status;
import org.tributary.pbft.PbftMessage.ViewChange;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.committee.Committee;
import org.tributary.primitives.committee.QuorumCertificate;
import org.tributary.primitives.committee.Vote;

/// Messages as canonical bytes: `[kind, chain, epoch, fields …]`. Digests of blocks are not on the wire: the
/// application computes them.
public final class MessageCodec {
    private static final int PRE_PREPARE = 1;
    private static final int PREPARE = 2;
    private static final int COMMIT = 3;
    private static final int VIEW_CHANGE = 4;
    private static final int NEW_VIEW = 5;
    private static final int STATUS = 6;
    private static final int FETCH = 7;
    private static final int CERTIFIED = 8;
    private static final int QUERY_STABLE = 9;
    private static final int REPLY_STABLE = 10;

    private final Instance instance;
    private final ProposalDecoder blocks;

    public MessageCodec(Instance instance, ProposalDecoder blocks) {
        this.instance = instance;
        this.blocks = blocks;
    }

    public Bytes encode(PbftMessage message) {
        return switch (message) {
            case PrePrepare m -> envelope(PRE_PREPARE, list -> prePrepare(list, m));
            case Prepare(var vote) -> envelope(PREPARE, list -> vote(list, vote));
            case Commit(var vote) -> envelope(COMMIT, list -> vote(list, vote));
            case ViewChange m -> envelope(VIEW_CHANGE, list -> viewChange(list, m));
            case NewView m -> envelope(NEW_VIEW, list -> newView(list, m));
            case Status(var committed) ->
                envelope(STATUS, list -> optional(list, committed, MessageCodec::certificate));
            case QueryStable(var question) -> envelope(QUERY_STABLE, list -> list.number(question));
            case ReplyStable m -> envelope(REPLY_STABLE, list -> replyStable(list, m));
            case Fetch(var from) -> envelope(FETCH, list -> list.height(from));
            case Certified(var proposal, var certificate) ->
                envelope(CERTIFIED, list -> certificate(list.bytes(proposal.block()), certificate));
        };
    }

    public Decoded<PbftMessage> decode(Bytes bytes) {
        return Rlp.decodeList(bytes, list -> {
            int kind = list.smallNumber(REPLY_STABLE);
            if (!list.chain().equals(instance.chain())) {
                throw new IllegalArgumentException("a message of another chain");
            }
            long epoch = list.number();
            if (epoch != instance.committee().epoch()) {
                throw new IllegalArgumentException("a message of epoch " + epoch);
            }
            return body(kind, list);
        });
    }

    private PbftMessage body(int kind, RlpListReader list) {
        return switch (kind) {
            case PRE_PREPARE -> prePrepare(list);
            case PREPARE -> new Prepare(vote(list, Vote.Phase.PREPARE));
            case COMMIT -> new Commit(vote(list, Vote.Phase.COMMIT));
            case VIEW_CHANGE -> viewChange(list);
            case NEW_VIEW -> newView(list);
            case STATUS -> new Status(optional(list, this::certificate));
            case FETCH -> new Fetch(list.height());
            case CERTIFIED -> new Certified(proposal(list), certificate(list));
            case QUERY_STABLE -> new QueryStable(list.number());
            case REPLY_STABLE ->
                new ReplyStable(
                        list.number(),
                        optional(list, this::certificate),
                        list.view(),
                        optional(list, this::certificate),
                        optional(list, this::bare));
            default -> throw new IllegalArgumentException("no message has the kind " + kind);
        };
    }

    private Bytes envelope(int kind, Consumer<RlpListWriter> fields) {
        return Rlp.list(list -> fields.accept(list.number(kind)
                .chain(instance.chain())
                .number(instance.committee().epoch())));
    }

    private static void prePrepare(RlpListWriter list, PrePrepare message) {
        list.height(message.height())
                .view(message.view())
                .number(message.seat())
                .signature(message.vote().signature())
                .bytes(message.proposal().block());
    }

    private PrePrepare prePrepare(RlpListReader list) {
        var height = list.height();
        var view = list.view();
        int seat = seat(list);
        var signature = list.signature();
        var proposal = proposal(list);
        var vote = instance.vote(Vote.Phase.PREPARE, height, view, proposal.digest());
        return new PrePrepare(new SignedVote(vote, seat, signature), proposal);
    }

    private static void vote(RlpListWriter list, SignedVote vote) {
        list.height(vote.height())
                .view(vote.view())
                .hash(vote.digest())
                .number(vote.seat())
                .signature(vote.signature());
    }

    private SignedVote vote(RlpListReader list, Vote.Phase phase) {
        var vote = instance.vote(phase, list.height(), list.view(), list.hash());
        return new SignedVote(vote, seat(list), list.signature());
    }

    private static void viewChange(RlpListWriter list, ViewChange message) {
        list.height(message.height())
                .view(message.view())
                .number(message.seat())
                .signature(message.signature());
        optional(list, message.prepared(), MessageCodec::certificate);
        optional(list, message.block(), (inner, block) -> inner.bytes(block.block()));
    }

    private ViewChange viewChange(RlpListReader list) {
        var height = list.height();
        var view = list.view();
        int seat = seat(list);
        var signature = list.signature();
        return new ViewChange(
                height, view, optional(list, this::certificate), optional(list, this::proposal), seat, signature);
    }

    private static void newView(RlpListWriter list, NewView message) {
        list.height(message.height())
                .view(message.view())
                .number(message.seat())
                .signature(message.signature())
                .list(message.justification(), (all, each) -> all.list(inner -> viewChange(inner, each)));
        optional(list, message.reproposal(), MessageCodec::prePrepare);
    }

    private NewView newView(RlpListReader list) {
        var height = list.height();
        var view = list.view();
        int seat = seat(list);
        var signature = list.signature();
        var justification = list.list(Committee.MAX_SIZE, all -> all.list(this::viewChange));
        return new NewView(height, view, justification, optional(list, this::prePrepare), seat, signature);
    }

    private static void replyStable(RlpListWriter list, ReplyStable message) {
        list.number(message.question());
        optional(list, message.committed(), MessageCodec::certificate);
        list.view(message.view());
        optional(list, message.prepared(), MessageCodec::certificate);
        optional(list, message.yours(), MessageCodec::bare);
    }

    /// What a member signed, without a block: `[kind, fields …]`.
    private static void bare(RlpListWriter list, Signed message) {
        list.list(inner -> {
            switch (message) {
                case Prepare(var vote) -> vote(inner.number(PREPARE), vote);
                case Commit(var vote) -> vote(inner.number(COMMIT), vote);
                case ViewChange change -> viewChange(inner.number(VIEW_CHANGE), change.withoutBlock());
                case PrePrepare(var vote, var block) -> vote(inner.number(PREPARE), vote);
                case NewView ignored -> throw new IllegalArgumentException("a NEW-VIEW is never shown to its sender");
            }
        });
    }

    private Signed bare(RlpListReader list) {
        return list.list(inner -> switch (inner.smallNumber(VIEW_CHANGE)) {
            case PREPARE -> new Prepare(vote(inner, Vote.Phase.PREPARE));
            case COMMIT -> new Commit(vote(inner, Vote.Phase.COMMIT));
            case VIEW_CHANGE -> viewChange(inner);
            default -> throw new IllegalArgumentException("only votes and VIEW-CHANGEs are shown to their signer");
        });
    }

    private static void certificate(RlpListWriter list, QuorumCertificate certificate) {
        list.list(certificate::write);
    }

    private QuorumCertificate certificate(RlpListReader list) {
        return list.list(inner -> QuorumCertificate.read(instance.network(), inner));
    }

    private Proposal proposal(RlpListReader list) {
        return switch (blocks.decode(list.bytes(Proposal.MAX_BLOCK_BYTES))) {
            case Decoded.Value<Proposal>(var proposal) -> proposal;
            case Decoded.Malformed<Proposal>(var reason) -> throw new IllegalArgumentException("block: " + reason);
        };
    }

    private int seat(RlpListReader list) {
        return list.smallNumber(instance.committee().size() - 1);
    }

    /// A value that may be absent is a list of none or one.
    private static <T> void optional(RlpListWriter list, Optional<T> value, BiConsumer<RlpListWriter, T> write) {
        list.list(inner -> value.ifPresent(present -> write.accept(inner, present)));
    }

    private static <T> Optional<T> optional(RlpListReader list, Function<RlpListReader, T> read) {
        return list.list(inner -> inner.isComplete() ? Optional.empty() : Optional.of(read.apply(inner)));
    }
}
