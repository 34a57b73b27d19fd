// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.nio.charset.StandardCharsets;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.crypto.Keccak;

/// The smallest block that consensus can order: `[height, view, content]`.
public final class TestBlock {
    private TestBlock() {}

    public static Proposal of(Height height, View view, String content) {
        return proposal(
                height,
                view,
                Rlp.list(list ->
                        list.height(height).view(view).bytes(Bytes.wrap(content.getBytes(StandardCharsets.UTF_8)))));
    }

    public static Decoded<Proposal> decode(Bytes block) {
        return Rlp.decodeList(block, list -> {
            var proposal = proposal(list.height(), list.view(), block);
            list.bytes(1 << 20);
            return proposal;
        });
    }

    private static Proposal proposal(Height height, View view, Bytes block) {
        return new Proposal(Keccak.hash(block), height, view, block);
    }
}
