// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.committee;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.View;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.crypto.Signature;

/// Proof that a quorum voted alike: a bitmap of seats and their signatures, lowest seat first.
///
/// @param vote what was voted; `vote.network()` is not carried on the wire, the reader supplies its own
/// @param signers bit i is set where seat i signed
public record QuorumCertificate(Vote vote, long signers, List<Signature> signatures) {
    public QuorumCertificate {
        signatures = List.copyOf(signatures);
        if (Long.bitCount(signers) != signatures.size() || signers < 0) {
            throw new IllegalArgumentException("a certificate has one signature per set bit");
        }
    }

    public static QuorumCertificate of(Vote vote, Map<Integer, Signature> bySeat) {
        var ordered = new TreeMap<>(bySeat);
        long signers = 0;
        for (int seat : ordered.keySet()) {
            signers |= 1L << seat;
        }
        return new QuorumCertificate(vote, signers, List.copyOf(ordered.values()));
    }

    public Height height() {
        return vote.height();
    }

    public Hash digest() {
        return vote.digest();
    }

    /// Whether this says that a quorum committed `block` there; that it did is for [#verify] to check.
    public boolean isCommitOf(ChainName chain, Height height, Hash block) {
        return vote.phase() == Vote.Phase.COMMIT
                && vote.chain().equals(chain)
                && vote.height().equals(height)
                && vote.digest().equals(block);
    }

    /// Checks epoch, quorum, seats and every signature against the committee of the slot.
    public Verdict verify(Committee committee) {
        if (vote.epoch() != committee.epoch()) {
            return Verdict.reject("certificate of epoch " + vote.epoch() + ", not " + committee.epoch());
        }
        if (signatures.size() < committee.quorum()) {
            return Verdict.reject(
                    "certificate with " + signatures.size() + " of " + committee.quorum() + " signatures");
        }
        if (signers >>> committee.size() != 0) {
            return Verdict.reject("certificate names a seat that the committee does not have");
        }
        var hash = vote.signingHash();
        int next = 0;
        for (int seat = 0; seat < committee.size(); seat++) {
            if ((signers >>> seat & 1) == 1
                    && !committee.member(seat).consensusKey().verifies(hash, signatures.get(next++))) {
                return Verdict.reject("certificate: the signature of seat " + seat + " does not verify");
            }
        }
        return Verdict.accept();
    }

    public void write(RlpListWriter list) {
        list.chain(vote.chain())
                .number(vote.epoch())
                .height(vote.height())
                .view(vote.view())
                .number(vote.phase().code)
                .hash(vote.digest())
                .number(signers)
                .list(signatures, RlpListWriter::signature);
    }

    /// Reads what [#write] wrote, as a certificate of `network`.
    public static QuorumCertificate read(Hash network, RlpListReader list) {
        var chain = list.chain();
        long epoch = list.number();
        var height = list.height();
        View view = list.view();
        var phase = Vote.Phase.of(list.smallNumber(2));
        var vote = new Vote(network, chain, epoch, height, view, phase, list.hash());
        return new QuorumCertificate(vote, list.number(), list.list(Committee.MAX_SIZE, RlpListReader::signature));
    }
}
