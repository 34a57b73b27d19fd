// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.block.Body;
import org.tributary.ledger.block.Header;
import org.tributary.ledger.block.Unit;
import org.tributary.pbft.Proposal;
import org.tributary.primitives.Address;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.committee.Committee;
import org.tributary.primitives.committee.QuorumCertificate;
import org.tributary.primitives.committee.Vote;

/// What correct nodes commit: one chain of blocks per chain, in which everything happens once.
final class ChainChecker {
    private final World world;
    private final Violations violations;
    private final Map<ChainName, TreeMap<Height, Header>> agreed = new TreeMap<>();
    private final Set<Bytes> proven = new HashSet<>();
    private final Set<Hash> happened = new HashSet<>();
    private final Map<Link, Bytes> units = new HashMap<>();

    /// One link of an account's chain.
    private record Link(ChainName chain, Address account, long number) {}

    ChainChecker(World world, Violations violations) {
        this.world = world;
        this.violations = violations;
    }

    /// The first header that was committed there.
    Optional<Header> header(ChainName chain, Height height) {
        return Optional.ofNullable(agreed.getOrDefault(chain, new TreeMap<>()).get(height));
    }

    Height height(ChainName chain) {
        var heights = agreed.get(chain);
        return heights == null ? Height.ZERO : heights.lastKey();
    }

    /// A correct node made the block final. True the first time.
    boolean committed(int node, ChainName chain, Proposal proposal, QuorumCertificate certificate) {
        var heights = agreed.computeIfAbsent(chain, name -> new TreeMap<>());
        var known = heights.get(proposal.height());
        if (known != null && !known.hash().equals(proposal.digest())) {
            violations.add(
                    Property.AGREEMENT,
                    "node " + node + " committed another block of " + chain + " at height " + proposal.height());
        }
        prove(node, chain, proposal, certificate, world.spec().committee(chain));
        if (known != null) {
            return false;
        }
        var block = Block.decode(world.spec().hash(), proposal.block()).orBroken("a committed block");
        follow(chain, heights, block.header());
        heights.put(proposal.height(), block.header());
        once(block);
        return true;
    }

    private void prove(
            int node, ChainName chain, Proposal proposal, QuorumCertificate certificate, Committee committee) {
        var vote = certificate.vote();
        boolean about = certificate.isCommitOf(chain, proposal.height(), proposal.digest())
                && vote.phase() == Vote.Phase.COMMIT;
        boolean verified = about
                && (!proven.add(Rlp.list(certificate::write))
                        || certificate.verify(committee).accepted());
        if (!verified) {
            violations.add(
                    Property.AGREEMENT,
                    "node " + node + " committed height " + proposal.height() + " of " + chain
                            + " without a certificate");
        }
    }

    private void follow(ChainName chain, NavigableMap<Height, Header> heights, Header header) {
        if (heights.isEmpty()) {
            if (!header.height().equals(Height.ZERO.next())) {
                violations.add(Property.AGREEMENT, chain + " begins at height " + header.height());
            }
            return;
        }
        var before = heights.lastEntry().getValue();
        if (!header.height().equals(before.height().next()) || !header.parent().equals(before.hash())) {
            violations.add(Property.AGREEMENT, chain + " does not continue at height " + header.height());
        }
        for (var cursor : before.cursors()) {
            if (header.cursor(cursor.source()) < cursor.next()) {
                violations.add(Property.MONOTONE, chain + " takes its cursor of " + cursor.source() + " back");
            }
        }
        if (header.main().height().isBefore(before.main().height())) {
            violations.add(Property.MONOTONE, chain + " takes its named main height back");
        }
    }

    private void once(Block block) {
        switch (block.body()) {
            case Body.Main(var signed, var anchors) -> signed.forEach(each -> once("transaction", each.hash()));
            case Body.Service(var openings, var batches) -> {
                openings.forEach(
                        opening -> once("opening", opening.ticket().ticket().hash()));
                batches.forEach(certificate -> once("batch", certificate.hash()));
            }
        }
    }

    private void once(String what, Hash hash) {
        if (!happened.add(hash)) {
            violations.add(Property.EXACTLY_ONCE, what + " " + hash + " is in two blocks");
        }
    }

    boolean hasHappened(Hash hash) {
        return happened.contains(hash);
    }

    /// A correct node wrote an account's newest unit.
    void unit(ChainName chain, Bytes encoded) {
        var unit = Rlp.decodeList(encoded, Unit::read).orBroken("a unit");
        var other = units.putIfAbsent(new Link(chain, unit.account(), unit.number()), encoded);
        if (other != null) {
            if (!other.equals(encoded)) {
                violations.add(Property.UNIT_CHAINS, "unit " + unit.number() + " of " + unit.account() + " forks");
            }
            return;
        }
        var before = units.get(new Link(chain, unit.account(), unit.number() - 1));
        boolean linked = unit.number() == 0
                ? unit.previous().equals(Hash.ZERO)
                : before == null
                        || Rlp.decodeList(before, Unit::read)
                                .orBroken("a unit")
                                .hash()
                                .equals(unit.previous());
        if (!linked) {
            violations.add(Property.UNIT_CHAINS, "unit " + unit.number() + " of " + unit.account() + " hangs loose");
        }
    }
}
