// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.challenge;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.challenge.Entry;
import org.tributary.bandwidth.challenge.EntryPlace;
import org.tributary.bandwidth.challenge.FaultSearch.Shown;
import org.tributary.bandwidth.proof.BillingKey;
import org.tributary.bandwidth.proof.InclusionProof;
import org.tributary.bandwidth.proof.ProofOfBandwidth;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.bill.ProvenWindow;
import org.tributary.node.console.CommandFailed;
import org.tributary.primitives.Address;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.rpc.v1.BillRow;
import org.tributary.rpc.v1.ExplainLineRequest;
import org.tributary.rpc.v1.LineHead;
import org.tributary.rpc.v1.LinePart;
import org.tributary.rpc.v1.LineReceipt;
import org.tributary.rpc.v1.ListRowsRequest;
import org.tributary.rpc.v1.ProofsGrpc;
import org.tributary.rpc.v1.StatementsGrpc;

/// Gets entries of windows from a node, each under a root that a quorum committed. What is wrong with them stays as it
/// is.
final class EntryReader {
    private static final int AT_ONCE = 10_000;

    private final ChainSpec spec;
    private final ChainName chain;
    private final ManagedChannel channel;
    private final Function<Hash, Address> owners;
    private final TreeMap<Hash, Address> known = new TreeMap<>();

    /// @param owners of pools, as main knows them
    EntryReader(ChainSpec spec, ChainName chain, ManagedChannel channel, Function<Hash, Address> owners) {
        this.spec = spec;
        this.chain = chain;
        this.channel = channel;
        this.owners = owners;
    }

    /// The lines that have entries, oldest window first, in the order of their rows.
    ///
    /// @param window nothing for all
    List<BillRow> lines(Optional<Long> window) {
        var request = ListRowsRequest.newBuilder().setChain(chain.text());
        window.ifPresent(request::setWindow);
        var lines = new ArrayList<BillRow>();
        try {
            StatementsGrpc.newBlockingStub(channel).listRows(request.build()).forEachRemaining(line -> {
                if (line.getReceipts() > 0) {
                    lines.add(line);
                }
            });
        } catch (StatusRuntimeException refused) {
            throw new CommandFailed("the node does not give the bill's lines: " + refused.getStatus());
        }
        return lines;
    }

    /// Gives all entries of a line, in their order. Returns the window that they are of.
    ProofOfBandwidth read(BillRow line, Consumer<Shown> sink) {
        long first = 0;
        while (true) {
            var window = read(line, first, AT_ONCE, sink);
            first += AT_ONCE;
            if (first >= line.getReceipts()) {
                return window;
            }
        }
    }

    /// @throws CommandFailed where the node does not show it
    Shown entry(EntryPlace place) {
        var lines = lines(Optional.of(place.window()));
        if (place.row() >= lines.size()
                || place.leaf() >= lines.get((int) place.row()).getReceipts()) {
            throw new CommandFailed("the node knows no entry " + place + ": `challenge find` and `bill explain` list"
                    + " what there is");
        }
        var found = new ArrayList<Shown>();
        read(lines.get((int) place.row()), place.leaf(), 1, found::add);
        return found.stream()
                .filter(shown -> EntryPlace.of(shown.entry()).equals(place))
                .findFirst()
                .orElseThrow(() -> new CommandFailed("the node shows another entry for " + place));
    }

    private ProofOfBandwidth read(BillRow line, long first, int count, Consumer<Shown> sink) {
        var request = ExplainLineRequest.newBuilder()
                .setChain(chain.text())
                .setWindow(line.getWindow())
                .setPool(line.getPool())
                .setProvider(line.getProvider())
                .setProfile(line.getProfile())
                .setFirstReceipt(first)
                .setReceipts(count)
                .build();
        try {
            return read(ProofsGrpc.newBlockingStub(channel).explainLine(request), first, sink);
        } catch (StatusRuntimeException refused) {
            throw new CommandFailed(
                    "the node does not show window " + line.getWindow() + ": " + refused.getStatus() + "; ask another");
        }
    }

    private ProofOfBandwidth read(Iterator<LinePart> parts, long first, Consumer<Shown> sink) {
        if (!parts.hasNext()) {
            throw new CommandFailed("the node sent no line; ask another");
        }
        var head = parts.next().getHead();
        var window = window(head);
        var openings = new TreeMap<Hash, Opening>();
        long next = first;
        while (parts.hasNext()) {
            var part = parts.next().getReceipts();
            take(part.getOpeningsList(), openings);
            for (var content : part.getReceiptsList()) {
                var shown = shown(window, head, content, openings);
                if (shown.entry().proof().path().index() != next) {
                    throw new CommandFailed("the node does not show the entries in their order; ask another");
                }
                next++;
                sink.accept(shown);
            }
        }
        return window;
    }

    private static void take(List<ByteString> contents, TreeMap<Hash, Opening> openings) {
        for (var content : contents) {
            if (!content.isEmpty()) {
                var opening = decoded("an opening", content, Opening::decode);
                openings.put(opening.ticket().ticket().hash(), opening);
            }
        }
    }

    private ProofOfBandwidth window(LineHead head) {
        var window = decoded("the window", head.getWindow(), bytes -> ProvenWindow.decode(spec.hash(), bytes));
        window.refusal(spec, chain).ifPresent(why -> {
            throw new CommandFailed("the node shows a window that no quorum committed: " + why);
        });
        return window.proof();
    }

    private Shown shown(ProofOfBandwidth window, LineHead head, LineReceipt content, TreeMap<Hash, Opening> openings) {
        var inclusion = decoded("an entry", content.getInclusion(), InclusionProof::decode);
        if (!inclusion.verify(window.windowRoot()).accepted()) {
            throw new CommandFailed("the node shows an entry that is not under the root of window " + window.window());
        }
        var key = inclusion.row().key();
        var opening = Optional.ofNullable(openings.get(inclusion.leaf().ticket()));
        var profile = opening.map(Opening::profile)
                .filter(given -> given.hash().equals(key.profile()))
                .orElseGet(() -> profile(head, key));
        return new Shown(
                new Entry(window.window(), inclusion),
                profile,
                Optional.of(decoded("a receipt", content.getReceipt(), SignedReceipt::decode)),
                opening,
                known.computeIfAbsent(key.pool(), owners));
    }

    private static BillingProfile profile(LineHead head, BillingKey key) {
        var profile =
                decoded("the billing profile", head.getProfile(), bytes -> Rlp.decodeList(bytes, BillingProfile::read));
        if (!profile.hash().equals(key.profile())) {
            throw new CommandFailed("the node does not have the billing profile " + key.profile() + "; ask another");
        }
        return profile;
    }

    private static <T> T decoded(String what, ByteString content, Function<Bytes, Decoded<T>> decoder) {
        return switch (decoder.apply(Bytes.wrap(content.toByteArray()))) {
            case Decoded.Value<T>(var value) -> value;
            case Decoded.Malformed<T>(var reason) ->
                throw new CommandFailed("the node shows " + what + " that cannot be read: " + reason);
        };
    }
}
