// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.committee.QuorumCertificate;
import org.tributary.primitives.crypto.Keccak;

/// What the signatures of VIEW-CHANGE and NEW-VIEW cover. Votes have theirs in `primitives`.
public final class SigningHash {
    private static final Bytes VIEW_CHANGE = domain("tributary/pbft/view-change/1");
    private static final Bytes NEW_VIEW = domain("tributary/pbft/new-view/1");

    private SigningHash() {}

    public static Hash viewChange(Instance instance, Height height, View view, Optional<QuorumCertificate> prepared) {
        return hash(VIEW_CHANGE, instance, height, view, list -> prepared.ifPresent(each -> list.list(each::write)));
    }

    public static Hash newView(
            Instance instance,
            Height height,
            View view,
            List<PbftMessage.ViewChange> justification,
            Optional<Hash> reproposed) {
        return hash(NEW_VIEW, instance, height, view, list -> {
            // A VIEW-CHANGE's signature covers all of it that a justification carries.
            list.list(justification, (inner, each) -> inner.number(each.seat()).signature(each.signature()));
            reproposed.ifPresent(list::hash);
        });
    }

    private static Hash hash(
            Bytes domain, Instance instance, Height height, View view, Consumer<RlpListWriter> content) {
        var slot = Rlp.list(list -> content.accept(list.hash(instance.network())
                .chain(instance.chain())
                .number(instance.committee().epoch())
                .height(height)
                .view(view)));
        return Keccak.hash(domain, slot);
    }

    private static Bytes domain(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
