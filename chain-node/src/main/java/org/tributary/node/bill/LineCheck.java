// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bill;

import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.proof.BillingKey;
import org.tributary.bandwidth.proof.InclusionProof;
import org.tributary.bandwidth.proof.ProofOfBandwidth;
import org.tributary.bandwidth.proof.RatingRow;
import org.tributary.bandwidth.proof.UsageRow;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.bill.ProvenPool;
import org.tributary.ledger.bill.ProvenWindow;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.typed.Domain;
import org.tributary.rpc.v1.LineHead;
import org.tributary.rpc.v1.LineReceipt;

/// Checks one line of a bill from what a node sends, with nothing but the genesis specification to start from: a quorum
/// committed the window, the line's amount is what its ratings say, and each receipt is signed by its ticket's client,
/// the ticket by the gateway, the capability by the owner whom the pool's notice names, and counts under the window's
/// root.
///
/// Whether the amount follows from all usage of its period is what `bill verify` checks over the whole bill.
final class LineCheck {
    private final ProvenWindow window;
    private final BillingKey key;
    private final Optional<UsageRow> row;
    private final Domain domain;
    /// Nothing where the line has no receipts.
    private final Optional<ProvenPool> pool;
    private final TreeMap<Hash, Opening> openings = new TreeMap<>();
    private long nextIndex;
    private BigInteger units = BigInteger.ZERO;

    /// What is wrong, to be said to people.
    static final class Refuted extends Exception {
        private static final long serialVersionUID = 1L;

        Refuted(String what) {
            super(what);
        }
    }

    /// A receipt that counts.
    record Counted(SignedReceipt receipt, InclusionProof inclusion) {}

    private LineCheck(
            ProvenWindow window, BillingKey key, Optional<ProvenPool> pool, Domain domain, long firstReceipt) {
        this.window = window;
        this.key = key;
        this.row = window.proof().rows().stream()
                .filter(each -> each.key().equals(key))
                .findFirst();
        this.pool = pool;
        this.domain = domain;
        this.nextIndex = firstReceipt;
    }

    /// @param firstReceipt which leaf of the row the first receipt is
    static LineCheck begin(ChainSpec spec, ChainName chain, LineHead head, long firstReceipt) throws Refuted {
        var network = spec.hash();
        var window = decoded("the window", ProvenWindow.decode(network, bytes(head.getWindow())));
        var refusal = window.refusal(spec, chain);
        if (refusal.isPresent()) {
            throw new Refuted("the window: " + refusal.get());
        }
        require(
                ProofOfBandwidth.windowRoot(window.proof().rows())
                        .equals(window.proof().windowRoot()),
                "the rows do not make the window's root");
        require(window.proof().window() == head.getLine().getWindow(), "the evidence is of another window");
        var domain = Domain.of(spec.chainId(), network, chain);
        var key = key(window.proof(), head);
        var pool = head.getLine().getReceipts() == 0
                ? Optional.<ProvenPool>empty()
                : Optional.of(pool(ProvenPool.decode(network, bytes(head.getPool())), spec, chain, key));
        var check = new LineCheck(window, key, pool, domain, firstReceipt);
        check.line(head);
        return check;
    }

    private static ProvenPool pool(Decoded<ProvenPool> shown, ChainSpec spec, ChainName chain, BillingKey key)
            throws Refuted {
        var pool = decoded("what shows the pool's owner", shown);
        var refusal = pool.refusal(spec, chain);
        if (refusal.isPresent()) {
            throw new Refuted("the pool's notice: " + refusal.get());
        }
        require(pool.id().equals(key.pool()), "the notice is of another pool");
        return pool;
    }

    /// The window's key that the line names by its bytes; the kind is that of the profile.
    private static BillingKey key(ProofOfBandwidth proof, LineHead head) throws Refuted {
        var line = head.getLine();
        var pool = hash("pool", line.getPool());
        var profile = hash("profile", line.getProfile());
        var provider = bytes(line.getProvider());
        for (var row : proof.rows()) {
            var key = row.key();
            if (key.pool().equals(pool)
                    && key.profile().equals(profile)
                    && key.provider().bytes().equals(provider)) {
                return key;
            }
        }
        for (var rating : proof.ratings()) {
            var rated = rating.key();
            if (rated.pool().equals(pool)
                    && rated.profile().equals(profile)
                    && rating.provider().bytes().equals(provider)) {
                return new BillingKey(rated.pool(), rating.provider(), rated.kind(), rated.profile());
            }
        }
        throw new Refuted("the window has no such line");
    }

    private void line(LineHead head) throws Refuted {
        var line = head.getLine();
        require(line.getUnits() == row.map(UsageRow::units).orElse(0L), "the line's units are not the row's");
        require(line.getReceipts() == row.map(UsageRow::receipts).orElse(0L), "the line's receipts are not the row's");
        require(line.getAmount().equals(amount().toString()), "the line's amount is not that of the window's ratings");
    }

    /// What the window's ratings owe on this line.
    Amount amount() {
        return window.proof().ratings().stream()
                .filter(rating -> rating.provider().equals(key.provider())
                        && rating.key().pool().equals(key.pool())
                        && rating.key().kind() == key.kind()
                        && rating.key().profile().equals(key.profile()))
                .map(RatingRow::amount)
                .reduce(Amount.ZERO, Amount::plus);
    }

    ProvenWindow window() {
        return window;
    }

    void opening(ByteString content) throws Refuted {
        var opening = decoded("an opening", Opening.decode(bytes(content)));
        var ticket = opening.ticket().ticket();
        require(
                ticket.provider().equals(key.provider())
                        && ticket.profile().equals(key.profile())
                        && ticket.kind() == key.kind(),
                "a ticket is not of this line");
        var owned = pool.orElseThrow(() -> new Refuted("a line without receipts has no tickets"));
        var refusal = owned.refusal(opening, domain);
        if (refusal.isPresent()) {
            throw new Refuted("ticket " + ticket.hash() + ": " + refusal.get());
        }
        openings.put(ticket.hash(), opening);
    }

    Counted receipt(LineReceipt content) throws Refuted {
        var signed = decoded("a receipt", SignedReceipt.decode(bytes(content.getReceipt())));
        var inclusion = decoded("a proof", InclusionProof.decode(bytes(content.getInclusion())));
        var leaf = inclusion.leaf();
        var hash = signed.receipt().hash();
        require(row.filter(inclusion.row()::equals).isPresent(), "the proof of " + hash + " is of another row");
        require(inclusion.path().index() == nextIndex, "the receipts are not those of the row, in its order");
        require(
                leaf.receipt().equals(hash)
                        && leaf.ticket().equals(signed.receipt().ticket()),
                "the proof is not of the receipt " + hash);
        if (inclusion.verify(window.proof().windowRoot()) instanceof Verdict.Reject(var reason)) {
            throw new Refuted("receipt " + hash + ": " + reason);
        }
        var opening = openings.get(leaf.ticket());
        if (opening == null) {
            throw new Refuted("the ticket of receipt " + hash + " is not shown");
        }
        require(
                signed.isSignedBy(opening.ticket().ticket().client(), domain),
                "the receipt " + hash + " is not signed by its ticket's client");
        nextIndex++;
        units = units.add(BigInteger.valueOf(leaf.units()));
        return new Counted(signed, inclusion);
    }

    /// Whether all of the row's receipts were shown, up to the last.
    boolean isComplete() {
        return nextIndex == row.map(UsageRow::receipts).orElse(0L);
    }

    /// Of the receipts so far.
    BigInteger units() {
        return units;
    }

    private static <T> T decoded(String what, Decoded<T> decoded) throws Refuted {
        return switch (decoded) {
            case Decoded.Value<T>(var value) -> value;
            case Decoded.Malformed<T>(var reason) -> throw new Refuted(what + " cannot be read: " + reason);
        };
    }

    private static void require(boolean holds, String otherwise) throws Refuted {
        if (!holds) {
            throw new Refuted(otherwise);
        }
    }

    private static Hash hash(String what, ByteString bytes) throws Refuted {
        require(bytes.size() == Hash.ZERO.bytes().size(), "the line's " + what + " is no hash");
        return Hash.of(bytes(bytes));
    }

    private static Bytes bytes(ByteString bytes) {
        return Bytes.wrap(bytes.toByteArray());
    }
}
