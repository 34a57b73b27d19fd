// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.committee;

import java.nio.charset.StandardCharsets;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.crypto.Keccak;

/// What a PREPARE or COMMIT says: this digest, in this slot. Castro–Liskov §4.2.
///
/// @param network the genesis hash, so that no vote counts on another network
/// @param view the view that the vote was cast in, not the one that the block was first proposed in
public record Vote(Hash network, ChainName chain, long epoch, Height height, View view, Phase phase, Hash digest) {
    private static final Bytes DOMAIN = Bytes.wrap("tributary/pbft/vote/1".getBytes(StandardCharsets.US_ASCII));

    public enum Phase {
        PREPARE(1),
        COMMIT(2);

        /// The phase's number in canonical bytes.
        final int code;

        Phase(int code) {
            this.code = code;
        }

        static Phase of(int code) {
            return switch (code) {
                case 1 -> PREPARE;
                case 2 -> COMMIT;
                default -> throw new IllegalArgumentException("no phase has the code " + code);
            };
        }
    }

    public Hash signingHash() {
        return Keccak.hash(
                DOMAIN,
                Rlp.list(list -> list.hash(network)
                        .chain(chain)
                        .number(epoch)
                        .height(height)
                        .view(view)
                        .number(phase.code)
                        .hash(digest)));
    }
}
