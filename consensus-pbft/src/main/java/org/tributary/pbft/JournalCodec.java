// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.pbft.JournalRecord.Accepted;
import org.tributary.pbft.JournalRecord.Began;
import org.tributary.pbft.JournalRecord.Changed;
import org.tributary.pbft.JournalRecord.Forgot;
import org.tributary.pbft.JournalRecord.Locked;
import org.tributary.primitives.Height;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.committee.QuorumCertificate;

/// Journal records as canonical bytes: `[kind, fields …]`. Torn and flipped bytes are the file's affair, not
/// ours.
public final class JournalCodec {
    private static final int BEGAN = 1;
    private static final int ACCEPTED = 2;
    private static final int LOCKED = 3;
    private static final int CHANGED = 4;
    private static final int FORGOT = 5;

    private final Instance instance;
    private final ProposalDecoder blocks;

    public JournalCodec(Instance instance, ProposalDecoder blocks) {
        this.instance = instance;
        this.blocks = blocks;
    }

    /// The first record of a journal whose key has never signed. Protocol §3: a journal is born with its key.
    public static Bytes firstRecord() {
        return encode(new Began(Height.ZERO.next()));
    }

    private static Bytes encode(Began began) {
        return list(BEGAN, list -> list.height(began.height()));
    }

    public Bytes encode(JournalRecord written) {
        return switch (written) {
            case Began began -> encode(began);
            case Accepted(var view, var proposal) ->
                list(ACCEPTED, list -> list.view(view).bytes(proposal.block()));
            case Locked(var certificate) -> list(LOCKED, list -> list.list(certificate::write));
            case Changed(var height, var view) ->
                list(CHANGED, list -> list.height(height).view(view));
            case Forgot(var height) -> list(FORGOT, list -> list.height(height));
        };
    }

    public Decoded<JournalRecord> decode(Bytes bytes) {
        return Rlp.decodeList(bytes, list -> switch (list.smallNumber(FORGOT)) {
            case BEGAN -> new Began(list.height());
            case ACCEPTED -> new Accepted(list.view(), proposal(list));
            case LOCKED -> new Locked(list.list(inner -> QuorumCertificate.read(instance.network(), inner)));
            case CHANGED -> new Changed(list.height(), list.view());
            case FORGOT -> new Forgot(list.height());
            default -> throw new IllegalArgumentException("no journal record has this kind");
        });
    }

    private Proposal proposal(RlpListReader list) {
        return blocks.decode(list.bytes(Proposal.MAX_BLOCK_BYTES)).orBroken("a block");
    }

    private static Bytes list(int kind, Consumer<RlpListWriter> fields) {
        return Rlp.list(list -> fields.accept(list.number(kind)));
    }
}
