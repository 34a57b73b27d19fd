// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.block;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.transaction.SignedTransaction;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.committee.QuorumCertificate;

/// A block of main that names its transactions instead of bringing them: who proposes it need not send again what
/// everybody was sent already. After Bitcoin's BIP 152, with whole hashes.
///
/// @param transactions hashes, in the order of the body
public record CompactBlock(
        Header header, Optional<QuorumCertificate> parentCertificate, List<Hash> transactions, List<Anchor> anchors) {
    public CompactBlock {
        transactions = List.copyOf(transactions);
        anchors = List.copyOf(anchors);
    }

    /// Nothing where this form would save nothing.
    public static Optional<CompactBlock> of(Block block) {
        return block.body() instanceof Body.Main(var transactions, var anchors) && !transactions.isEmpty()
                ? Optional.of(new CompactBlock(
                        block.header(),
                        block.parentCertificate(),
                        transactions.stream().map(SignedTransaction::hash).toList(),
                        anchors))
                : Optional.empty();
    }

    public Bytes encoded() {
        return Rlp.list(list -> list.list(header::write)
                .list(inner -> parentCertificate.ifPresent(certificate -> certificate.write(inner)))
                .list(transactions, (out, transaction) -> out.hash(transaction))
                .list(anchors, (out, anchor) -> out.list(anchor::write)));
    }

    /// Reads what [#encoded] wrote, and checks that the header names just these transactions and anchors.
    public static Decoded<CompactBlock> decode(Hash network, Bytes bytes) {
        return Rlp.decodeList(bytes, list -> read(network, list)).flatMap(CompactBlock::checked);
    }

    private static CompactBlock read(Hash network, RlpListReader list) {
        return new CompactBlock(
                list.list(Header::read),
                list.list(inner ->
                        inner.isComplete() ? Optional.empty() : Optional.of(QuorumCertificate.read(network, inner))),
                list.list(Body.MAX_ITEMS, RlpListReader::hash),
                list.list(Body.MAX_ANCHORS, in -> in.list(anchor -> Anchor.read(network, anchor))));
    }

    private static Decoded<CompactBlock> checked(CompactBlock block) {
        return Block.hash(block.parentCertificate).equals(block.header.parentCertificate())
                        && Body.mainHash(block.transactions, block.anchors).equals(block.header.bodyHash())
                ? new Decoded.Value<>(block)
                : new Decoded.Malformed<>("the compact block is not the one that its header names");
    }

    public Hash hash() {
        return header.hash();
    }

    /// What came of looking for the transactions.
    public sealed interface Completion {
        record Whole(Block block) implements Completion {}

        /// @param missing hashes that nobody here knows, each once
        record Lacking(List<Hash> missing) implements Completion {}
    }

    public Completion complete(Function<Hash, Optional<SignedTransaction>> known) {
        var found = new ArrayList<SignedTransaction>(transactions.size());
        Map<Hash, Boolean> missing = new LinkedHashMap<>();
        for (var hash : transactions) {
            known.apply(hash).ifPresentOrElse(found::add, () -> missing.put(hash, true));
        }
        return missing.isEmpty()
                ? new Completion.Whole(new Block(header, parentCertificate, new Body.Main(found, anchors)))
                : new Completion.Lacking(List.copyOf(missing.keySet()));
    }
}
