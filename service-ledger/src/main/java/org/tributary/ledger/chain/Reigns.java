// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.chain;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.block.Header;
import org.tributary.ledger.block.Header.Reign;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PublicKey;
import org.tributary.primitives.crypto.Vrf;

/// Main's randomness: each reign's primary reveals one VRF output, which nobody can choose. Protocol §4.
///
/// A reign begins every `length` heights, and whenever another primary takes over.
final class Reigns {
    private final Hash epochSeed;
    private final long length;

    Reigns(Hash epochSeed, long length) {
        this.epochSeed = epochSeed;
        this.length = length;
    }

    Reign genesis() {
        return new Reign(0, Bytes.EMPTY, epochSeed);
    }

    /// The reign of a block of one's own.
    ///
    /// @param prover VRF proof over its argument, with the primary's consensus key
    Reign next(Header parent, Address primary, PublicKey key, UnaryOperator<Bytes> prover) {
        var before = parent.reign().orElseThrow();
        if (!begins(parent, primary)) {
            return new Reign(before.number(), Bytes.EMPTY, before.mix());
        }
        var proof = prover.apply(input(before.number() + 1));
        var next = begun(before, key, proof);
        Invariant.check(next.isPresent(), "a VRF proof of our own verifies");
        return next.orElseThrow();
    }

    Verdict check(Header parent, Header header, PublicKey key) {
        var before = parent.reign().orElseThrow();
        if (header.reign().isEmpty()) {
            return Verdict.reject("header: a main block names its reign");
        }
        var reign = header.reign().get();
        if (!begins(parent, header.primary())) {
            return reign.equals(new Reign(before.number(), Bytes.EMPTY, before.mix()))
                    ? Verdict.accept()
                    : Verdict.reject("header: the reign goes on, with its number and mix and without a proof");
        }
        return begun(before, key, reign.proof()).equals(Optional.of(reign))
                ? Verdict.accept()
                : Verdict.reject("header: the VRF proof of the new reign does not verify");
    }

    private boolean begins(Header parent, Address primary) {
        var height = parent.height().next();
        return parent.height().equals(Height.ZERO)
                || height.number() % length == 0
                || !primary.equals(parent.primary());
    }

    private Optional<Reign> begun(Reign before, PublicKey key, Bytes proof) {
        long number = before.number() + 1;
        return Vrf.verify(key, input(number), proof)
                .map(output -> new Reign(number, proof, Keccak.hash(before.mix().bytes(), output.bytes())));
    }

    private Bytes input(long number) {
        return Rlp.list(list -> list.hash(epochSeed).number(number));
    }
}
