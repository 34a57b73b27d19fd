// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.util.Optional;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.bill.BillPart.Begin;
import org.tributary.ledger.bill.BillVerdict.Refuted;
import org.tributary.ledger.bill.BillVerdict.Verified;
import org.tributary.primitives.codec.Decoded;

/// Recomputes a bill from its bundle, with nothing but the genesis specification to start from.
///
/// What holds afterwards: a quorum of the service chain committed each window, each receipt in it is signed by its
/// ticket's client and each ticket by the gateway that the pool's owner allowed, rows and amounts follow from the
/// receipts, no window that billed is left out before the last, and a quorum of main committed what was paid for
/// each.
public final class BillVerifier {
    private final ChainSpec spec;
    private final Workers workers;

    public BillVerifier(ChainSpec spec, Workers workers) {
        this.spec = spec;
        this.workers = workers;
    }

    public static BillVerdict verify(ChainSpec spec, BillSource source) {
        return new BillVerifier(spec, Workers.inTurn()).verify(source);
    }

    public BillVerdict verify(BillSource source) {
        var reader = new PieceReader(spec.hash(), source);
        return switch (reader.next()) {
            case Decoded.Malformed<BillPart>(var reason) -> refuted(reader, "at the beginning", reason);
            case Decoded.Value<BillPart>(Begin begin) -> {
                var refusal = BillCheck.refusal(spec, begin);
                yield refusal.isPresent()
                        ? refuted(reader, "at the beginning", refusal.get())
                        : verify(reader, new BillCheck(spec, begin, workers));
            }
            case Decoded.Value<BillPart> _ -> refuted(reader, "at the beginning", "this is not how a bill begins");
        };
    }

    private static BillVerdict verify(PieceReader reader, BillCheck check) {
        while (true) {
            var place = check.place();
            switch (reader.next()) {
                case Decoded.Malformed<BillPart>(var reason) -> {
                    return refuted(reader, place, reason);
                }
                case Decoded.Value<BillPart>(var part) -> {
                    Optional<String> refusal = check.take(part);
                    if (refusal.isPresent()) {
                        return refuted(reader, place, refusal.get());
                    }
                    if (part instanceof BillPart.End) {
                        return new Verified(check.summary());
                    }
                }
            }
        }
    }

    private static Refuted refuted(PieceReader reader, String place, String reason) {
        return new Refuted("piece " + reader.pieces() + " (from byte " + reader.pieceStart() + "), " + place, reason);
    }
}
