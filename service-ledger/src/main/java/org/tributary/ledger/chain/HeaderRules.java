// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.chain;

import java.util.List;
import java.util.Optional;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.block.Body;
import org.tributary.ledger.block.Header;
import org.tributary.ledger.block.Header.MainReference;
import org.tributary.ledger.block.Header.Reign;
import org.tributary.ledger.block.Header.Roots;
import org.tributary.primitives.Address;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.Committee;
import org.tributary.primitives.committee.PrimaryRotation;

/// The rules that a header obeys whatever the chain's program is. Protocol §2.
final class HeaderRules {
    private final ChainSpec spec;
    private final ChainName chain;
    private final Committee committee;
    private final PrimaryRotation rotation;
    private final Reigns reigns;
    private final Optional<MainChain> main;

    HeaderRules(ChainSpec spec, ChainName chain, Optional<MainChain> main) {
        this.spec = spec;
        this.chain = chain;
        this.committee = spec.committee(chain);
        this.rotation = new PrimaryRotation(spec.consensus().reignHeights());
        this.reigns = new Reigns(spec.network().epochSeed(), spec.consensus().reignHeights());
        this.main = main;
    }

    Block genesis(Hash stateRoot) {
        var body = emptyBody();
        var header = new Header(
                chain,
                Height.ZERO,
                spec.hash(),
                new MainReference(Height.ZERO, spec.hash()),
                committee.epoch(),
                View.ZERO,
                spec.network().genesisTimeMillis(),
                Address.ZERO,
                new Roots(stateRoot, Hash.ZERO, Hash.ZERO, Hash.ZERO),
                List.of(),
                List.of(),
                Hash.ZERO,
                0,
                main.isEmpty() ? Optional.of(reigns.genesis()) : Optional.empty(),
                Hash.ZERO,
                body.hash());
        return new Block(header, Optional.empty(), body);
    }

    Body emptyBody() {
        return main.isEmpty() ? new Body.Main(List.of(), List.of()) : new Body.Service(List.of(), List.of());
    }

    boolean heartbeatDue(Head head, long nowMillis) {
        return nowMillis - head.header().timestampMillis() >= spec.block().maxBlockIntervalMillis();
    }

    /// The frame of a block of one's own: on the newest main block, now.
    Frame frame(Head head, long nowMillis, Proposer proposer) {
        var reference = main.map(chain -> chain.reference(chain.height()).orElseThrow())
                .orElseGet(() -> new MainReference(head.height(), head.hash()));
        long earliest = Math.max(head.header().timestampMillis() + 1, mainMillis(reference.height()));
        return new Frame(
                chain,
                head.height().next(),
                head.header(),
                reference,
                Math.max(nowMillis, earliest),
                proposer.seat().operator());
    }

    /// The frame of somebody's block.
    Frame frame(Head head, Header header) {
        return new Frame(
                chain, head.height().next(), head.header(), header.main(), header.timestampMillis(), header.primary());
    }

    Optional<Reign> reign(Header parent, Proposer proposer) {
        return main.isPresent()
                ? Optional.empty()
                : Optional.of(reigns.next(
                        parent, proposer.seat().operator(), proposer.seat().consensusKey(), proposer.prover()));
    }

    Header header(
            Frame frame,
            View view,
            Head parent,
            Hash parentCertificate,
            Optional<Reign> reign,
            Sealed sealed,
            Body body) {
        return new Header(
                chain,
                frame.height(),
                parent.hash(),
                frame.main(),
                committee.epoch(),
                view,
                frame.timestampMillis(),
                frame.primary(),
                sealed.roots(),
                sealed.outboxes(),
                sealed.execution().cursors(),
                parentCertificate,
                sealed.execution().gasUsed(),
                reign,
                sealed.execution().anchorsRoot(),
                body.hash());
    }

    /// How far main has to be committed here before the header can be checked.
    Optional<Height> missingMain(Header header) {
        return main.filter(chain -> header.main().height().isAfter(chain.height()))
                .map(_ -> header.main().height());
    }

    /// Everything that can be said before the body is executed.
    Verdict check(Head head, Block block, View view, Optional<Long> clockMillis) {
        var header = block.header();
        if (!header.chain().equals(chain)
                || !header.height().equals(head.height().next())
                || !header.parent().equals(head.hash())) {
            return Verdict.reject("header: not the next block of " + chain + " after " + head.height());
        }
        if (header.epoch() != committee.epoch() || header.view().isAfter(view)) {
            return Verdict.reject("header: of another epoch or a later view");
        }
        if (header.view().isBefore(head.header().view())) {
            return Verdict.reject("header: a height starts in the view of its parent");
        }
        var primary = committee.member(rotation.primary(committee, header.height(), header.view()));
        if (!header.primary().equals(primary.operator())) {
            return Verdict.reject("header: the primary of view " + header.view() + " is " + primary.operator());
        }
        for (var verdict : List.of(
                checkTime(head.header(), header, clockMillis),
                checkMain(head, header, clockMillis.isPresent()),
                checkCertificate(head, block))) {
            if (!verdict.accepted()) {
                return verdict;
            }
        }
        if (main.isEmpty()) {
            return reigns.check(head.header(), header, primary.consensusKey());
        }
        return header.reign().isEmpty() ? Verdict.accept() : Verdict.reject("header: only main has reigns");
    }

    private Verdict checkTime(Header parent, Header header, Optional<Long> clockMillis) {
        if (header.timestampMillis() <= parent.timestampMillis()) {
            return Verdict.reject("header: block time strictly increases");
        }
        if (header.timestampMillis() < mainMillis(header.main().height())) {
            return Verdict.reject("header: block time is before that of the named main block");
        }
        return clockMillis
                .map(now -> checkClock(header.timestampMillis() - now))
                .orElseGet(Verdict::accept);
    }

    /// A proposal gets older on its way, by as much as a view may last. ADR 0013.
    private Verdict checkClock(long aheadMillis) {
        long skew = spec.block().maxClockSkewMillis();
        long late = spec.consensus().maxViewTimeoutMillis();
        if (aheadMillis > skew) {
            return Verdict.reject("header: block time is " + aheadMillis + " ms ahead of this clock");
        }
        return -aheadMillis <= skew + late
                ? Verdict.accept()
                : Verdict.reject("header: block time is " + -aheadMillis + " ms behind this clock");
    }

    private Verdict checkMain(Head head, Header header, boolean firstProposal) {
        if (main.isEmpty()) {
            return header.main().equals(new MainReference(head.height(), head.hash()))
                    ? Verdict.accept()
                    : Verdict.reject("header: main builds on its own parent");
        }
        var named = header.main();
        if (named.height().isBefore(head.header().main().height())) {
            return Verdict.reject("header: the named main height never falls");
        }
        if (!main.get().reference(named.height()).equals(Optional.of(named))) {
            return Verdict.reject("header: main has no block " + named.hash() + " at " + named.height());
        }
        long lag = main.get().height().number() - named.height().number();
        return firstProposal && lag > spec.block().maxNamedMainLag()
                ? Verdict.reject("header: the named main height is " + lag + " behind")
                : Verdict.accept();
    }

    private Verdict checkCertificate(Head head, Block block) {
        if (head.height().equals(Height.ZERO)) {
            return block.parentCertificate().isEmpty()
                            && block.header().parentCertificate().equals(Hash.ZERO)
                    ? Verdict.accept()
                    : Verdict.reject("header: genesis has no certificate");
        }
        if (block.parentCertificate().isEmpty()
                || !Block.hash(block.parentCertificate()).equals(block.header().parentCertificate())) {
            return Verdict.reject("header: the parent's certificate is missing or another one");
        }
        var certificate = block.parentCertificate().get();
        return certificate.isCommitOf(chain, head.height(), head.hash())
                ? certificate.verify(committee)
                : Verdict.reject("header: the parent's certificate is for another block");
    }

    private long mainMillis(Height height) {
        return main.flatMap(chain -> chain.header(height))
                .map(Header::timestampMillis)
                .orElse(0L);
    }

    /// The first thing that a header says otherwise than execution came to.
    static String difference(Header expected, Header header) {
        if (!expected.roots().state().equals(header.roots().state())) {
            return "the state root differs";
        }
        if (!expected.roots().equals(header.roots())) {
            return "a root differs: " + header.roots() + ", executed: " + expected.roots();
        }
        if (!expected.outboxes().equals(header.outboxes())) {
            return "the outboxes differ";
        }
        if (!expected.cursors().equals(header.cursors())) {
            return "the inbox cursors differ";
        }
        return "gas, anchors or the body differ";
    }
}
