// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.proof;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.merkle.HashTree;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.crypto.Keccak;

/// The one transaction that a window of receipts becomes. Protocol §7.6.
///
/// @param rows in the order of their billing keys
/// @param ratings what is owed more than before, by rating key and provider
/// @param rejections in the order of their codes
/// @param rejectionsRoot over every refused entry, by batch and index
/// @param deltaRoot over every ticket whose watermark moved, by ticket hash
/// @param windowRoot over the rows; see [InclusionProof]
public record ProofOfBandwidth(
        ChainName chain,
        long window,
        Bucket first,
        Bucket last,
        List<UsageRow> rows,
        List<RatingRow> ratings,
        List<RejectionCount> rejections,
        Hash rejectionsRoot,
        Hash deltaRoot,
        Hash windowRoot) {
    /// Each row has at least one receipt, and a window is built for about a million of those.
    public static final int MAX_ROWS = 10_000_000;

    private static final int MAX_REJECTIONS = 1_000;

    public ProofOfBandwidth {
        rows = List.copyOf(rows);
        ratings = List.copyOf(ratings);
        rejections = List.copyOf(rejections);
    }

    public static Hash windowRoot(List<UsageRow> rows) {
        return HashTree.root(rows.stream().map(UsageRow::hash).toList());
    }

    public Hash hash() {
        return Keccak.hash(encode());
    }

    public void write(RlpListWriter list) {
        list.chain(chain)
                .number(window)
                .bucket(first)
                .bucket(last)
                .list(rows, (items, row) -> items.list(row::write))
                .list(ratings, (items, rating) -> items.list(rating::write))
                .list(rejections, (items, count) -> items.list(count::write))
                .hash(rejectionsRoot)
                .hash(deltaRoot)
                .hash(windowRoot);
    }

    public static ProofOfBandwidth read(RlpListReader list) {
        return new ProofOfBandwidth(
                list.chain(),
                list.number(),
                list.bucket(),
                list.bucket(),
                list.list(MAX_ROWS, items -> items.list(UsageRow::read)),
                list.list(MAX_ROWS, items -> items.list(RatingRow::read)),
                list.list(MAX_REJECTIONS, items -> items.list(RejectionCount::read)),
                list.hash(),
                list.hash(),
                list.hash());
    }

    public Bytes encode() {
        return Rlp.list(this::write);
    }

    public static Decoded<ProofOfBandwidth> decode(Bytes bytes) {
        return Rlp.decodeList(bytes, ProofOfBandwidth::read);
    }
}
