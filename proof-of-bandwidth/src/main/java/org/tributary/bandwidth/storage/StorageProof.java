// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.merkle.HashTree;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.crypto.Keccak;

/// The answer to a nonce: pieces of the content that nobody could foresee, each with its path to the digest. Whoever
/// has lost a share s of the pieces passes with a probability of (1 − s)^4, each time anew.
public record StorageProof(List<Piece> pieces) {
    /// Asked for by one nonce; of small content some of them twice.
    static final int SAMPLES = 4;

    /// Levels of a tree with the most pieces.
    private static final int MOST_LEVELS = 16;

    public StorageProof {
        pieces = List.copyOf(pieces);
    }

    /// @param path siblings up to the digest, lowest first
    public record Piece(Bytes content, List<Hash> path) {
        public Piece {
            path = List.copyOf(path);
            if (content.size() > ContentTree.PIECE || path.size() > MOST_LEVELS) {
                throw new IllegalArgumentException("a piece has at most " + ContentTree.PIECE + " bytes");
            }
        }

        private void write(RlpListWriter list) {
            list.bytes(content).list(path, RlpListWriter::hash);
        }

        private static Piece read(RlpListReader list) {
            return new Piece(list.bytes(ContentTree.PIECE), list.list(MOST_LEVELS, RlpListReader::hash));
        }
    }

    /// Where content comes from.
    public interface Source {
        /// So many bytes from `from` on; fewer where the content has lost some.
        Bytes read(long from, int length);
    }

    /// The pieces that a nonce asks for.
    private static List<Integer> asked(Hash nonce, int pieces) {
        return IntStream.range(0, SAMPLES)
                .map(sample -> (int) Long.remainderUnsigned(
                        Keccak.hash(nonce.bytes(), Bytes.of(sample)).bytes().getLong(0), pieces))
                .boxed()
                .toList();
    }

    /// What a provider answers.
    public static StorageProof answer(ContentTree tree, Hash nonce, Source content) {
        var asked = asked(nonce, ContentTree.pieces(tree.size()));
        var paths = tree.paths(asked);
        var pieces = new ArrayList<Piece>();
        for (int i = 0; i < asked.size(); i++) {
            int index = asked.get(i);
            long from = (long) index * ContentTree.PIECE;
            pieces.add(new Piece(content.read(from, ContentTree.length(index, tree.size())), paths.get(i)));
        }
        return new StorageProof(pieces);
    }

    /// Why this proves nothing; nothing where it does.
    ///
    /// @param size of the content, in bytes
    public Optional<String> fault(Hash digest, long size, Hash nonce) {
        int count = ContentTree.pieces(size);
        var asked = asked(nonce, count);
        if (pieces.size() != asked.size()) {
            return Optional.of("it has " + pieces.size() + " pieces of the " + asked.size() + " that were asked for");
        }
        for (int i = 0; i < asked.size(); i++) {
            int index = asked.get(i);
            var piece = pieces.get(i);
            if (piece.content().size() != ContentTree.length(index, size)) {
                return Optional.of("piece " + index + " of " + count + " is not whole");
            }
            var root = HashTree.climb(ContentTree.leaf(piece.content()), index, count, piece.path());
            if (root.filter(digest::equals).isEmpty()) {
                return Optional.of("piece " + index + " of " + count + " is not what was stored");
            }
        }
        return Optional.empty();
    }

    public Bytes encode() {
        return Rlp.list(list -> list.list(pieces, (items, piece) -> items.list(piece::write)));
    }

    public static Decoded<StorageProof> decode(Bytes bytes) {
        return Rlp.decodeList(bytes, list -> new StorageProof(list.list(SAMPLES, items -> items.list(Piece::read))));
    }
}
