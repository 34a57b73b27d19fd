// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.block;

import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.message.Outbox;
import org.tributary.primitives.Address;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.crypto.Keccak;

/// What a committee votes on: everything in a block, and what executing it came to. Protocol §2.
///
/// @param parent hash of the header before it; the genesis hash at height 1
/// @param main the main block that this one builds on; on main itself, the parent
/// @param view of its first proposal: a re-proposed block keeps its header
/// @param timestampMillis since 1970; strictly above the parent's and at least the named main block's
/// @param primary operator account of the proposer
/// @param outboxes by destination, in order
/// @param cursors by source, in order: how far this chain has consumed, with this block
/// @param parentCertificate hash of the certificate of the parent that the block carries
/// @param reign on main, whose reign this is; nothing on other chains
/// @param anchorsRoot on main, over the anchored headers; [Hash#ZERO] on other chains
/// @param bodyHash [Body#hash]: what the roots say only after execution, this says at once, so that no other
///     body can pass for this header's
public record Header(
        ChainName chain,
        Height height,
        Hash parent,
        MainReference main,
        long epoch,
        View view,
        long timestampMillis,
        Address primary,
        Roots roots,
        List<Outbox> outboxes,
        List<InboxCursor> cursors,
        Hash parentCertificate,
        long gasUsed,
        Optional<Reign> reign,
        Hash anchorsRoot,
        Hash bodyHash) {
    private static final int MAX_CHAINS = 256;

    public Header {
        outboxes = List.copyOf(outboxes);
        cursors = List.copyOf(cursors);
    }

    /// A main block, by height and hash.
    public record MainReference(Height height, Hash hash) {}

    /// @param state [org.tributary.ledger.state.State#root] after the block
    /// @param transactions [MerkleTree] over the block's transactions
    /// @param receipts [MerkleTree] over their outcomes
    /// @param units [MerkleTree] over the units of the touched accounts, in address order
    public record Roots(Hash state, Hash transactions, Hash receipts, Hash units) {}

    /// @param next sequence of the first message of `source` that is not consumed yet
    public record InboxCursor(ChainName source, long next) {}

    /// @param number counts the reigns of main
    /// @param proof the primary's VRF proof over (epoch seed, number), in the first block of the reign; empty in
    ///     the others
    /// @param mix randomness so far: keccak(mix before ‖ VRF output) where there is a proof, else the mix before
    public record Reign(long number, Bytes proof, Hash mix) {
        static final int MAX_PROOF = 128;
    }

    public Hash hash() {
        return Keccak.hash(encoded());
    }

    public Bytes encoded() {
        return Rlp.list(this::write);
    }

    public static Decoded<Header> decode(Bytes bytes) {
        return Rlp.decodeList(bytes, Header::read);
    }

    public long cursor(ChainName source) {
        return cursors.stream()
                .filter(cursor -> cursor.source().equals(source))
                .mapToLong(InboxCursor::next)
                .findFirst()
                .orElse(0);
    }

    public void write(RlpListWriter list) {
        list.chain(chain).height(height).hash(parent);
        list.height(main.height()).hash(main.hash());
        list.number(epoch).view(view).number(timestampMillis).address(primary);
        list.hash(roots.state())
                .hash(roots.transactions())
                .hash(roots.receipts())
                .hash(roots.units());
        list.list(outboxes, (out, outbox) -> out.list(outbox::write));
        list.list(
                cursors,
                (out, cursor) -> out.list(item -> item.chain(cursor.source()).number(cursor.next())));
        list.hash(parentCertificate).number(gasUsed);
        list.list(inner -> reign.ifPresent(
                value -> inner.number(value.number()).bytes(value.proof()).hash(value.mix())));
        list.hash(anchorsRoot).hash(bodyHash);
    }

    public static Header read(RlpListReader list) {
        return new Header(
                list.chain(),
                list.height(),
                list.hash(),
                new MainReference(list.height(), list.hash()),
                list.number(),
                list.view(),
                list.number(),
                list.address(),
                new Roots(list.hash(), list.hash(), list.hash(), list.hash()),
                list.list(MAX_CHAINS, in -> in.list(Outbox::read)),
                list.list(MAX_CHAINS, in -> in.list(item -> new InboxCursor(item.chain(), item.number()))),
                list.hash(),
                list.number(),
                list.list(Header::readReign),
                list.hash(),
                list.hash());
    }

    private static Optional<Reign> readReign(RlpListReader list) {
        return list.isComplete()
                ? Optional.empty()
                : Optional.of(new Reign(list.number(), list.bytes(Reign.MAX_PROOF), list.hash()));
    }
}
