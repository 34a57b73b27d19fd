// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.ledger.service.ServiceRules;
import org.tributary.node.client.BucketClock;
import org.tributary.node.console.Words;
import org.tributary.node.edge.Edge;
import org.tributary.node.edge.EdgeTerms;
import org.tributary.node.edge.Goods;
import org.tributary.node.edge.book.BatchSubmitter;
import org.tributary.node.edge.book.ReceiptBook;
import org.tributary.node.edge.network.NodeTicketDesk;
import org.tributary.node.edge.network.Nodes;
import org.tributary.node.edge.network.TicketDesk;
import org.tributary.node.remote.JsonRpc;
import org.tributary.node.remote.Stop;
import org.tributary.node.remote.Wallet;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.typed.Domain;

/// Everybody who takes part, connected to the network from outside.
final class Stage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Endpoints endpoints;
    private final ChainName chain;
    private final BillingProfile profile;
    private final Stop stop;
    private final Progress progress;
    private final JsonRpc rpc;
    private final Nodes nodes;
    private final Domain domain;
    private final Dapp dapp;
    private final MeteringRules rules;
    private final List<Provider> providers = new ArrayList<>();

    /// @param chain what it counts is what the edges serve
    /// @param directory for the providers' journals
    Stage(Endpoints endpoints, ChainName chain, Path directory, Stop stop, Progress progress) {
        this.endpoints = endpoints;
        this.chain = chain;
        this.stop = stop;
        this.progress = progress;
        this.rpc = new JsonRpc(endpoints.jsonRpc());
        this.nodes = new Nodes(endpoints.grpcTargets());
        var spec = endpoints.spec();
        this.domain = Domain.of(spec.chainId(), spec.hash(), chain);
        this.rules = ServiceRules.of(spec, chain);
        this.profile = BillingProfile.standard(rules.kind());
        this.dapp = new Dapp(wallet(0), chain, domain, profile);
        for (int i = 0; i < TracePlan.PROVIDERS; i++) {
            var wallet = wallet(1 + i);
            var name = "provider-" + (char) ('a' + i);
            var book = ReceiptBook.open(directory.resolve(name));
            var route = new BatchSubmitter.Route(nodes, chain, domain, wallet.key(), rules.maxReceiptsPerBatch());
            providers.add(new Provider(name, wallet, book, new BatchSubmitter(route, book, i)));
        }
    }

    private Wallet wallet(int account) {
        return new Wallet(rpc, endpoints.spec().chainId(), endpoints.accounts().get(account), stop);
    }

    /// Registers the DApp and the providers.
    void register() {
        dapp.register();
        providers.forEach(Provider::register);
        progress.say("registered a DApp and " + providers.size() + " providers");
    }

    /// Sends the transfers that measure finality; not for the accounts that act.
    FinalityProbe finalityProbe(Duration interval) {
        return new FinalityProbe(wallet(1 + TracePlan.PROVIDERS), interval, stop);
    }

    Dapp dapp() {
        return dapp;
    }

    List<Provider> providers() {
        return List.copyOf(providers);
    }

    TicketDesk desk() {
        return new NodeTicketDesk(nodes, chain);
    }

    BucketClock clock() {
        return new BucketClock(InstantSource.system(), rules.bucketMillis());
    }

    ChainName chain() {
        return chain;
    }

    UsageKind kind() {
        return rules.kind();
    }

    /// What is counted, in words.
    String unit() {
        return Words.of(kind());
    }

    /// What everybody is billed by.
    BillingProfile profile() {
        return profile;
    }

    /// The provider's edge, which serves from now on.
    ///
    /// @param credit in units: half of what one client takes at once, so that receipts are signed meanwhile
    Edge serve(Provider provider, Goods goods, long credit) {
        var spec = endpoints.spec();
        var terms = new EdgeTerms(
                provider.address(), rules, credit, credit, PATIENCE, EdgeTerms.standardPrice(rules.kind()), List.of());
        var network = new Edge.Network(spec.hash(), spec.chainId(), chain);
        return Edge.serve(
                "127.0.0.1", 0, new Edge.Parts(network, terms, desk(), provider.book(), goods, InstantSource.system()));
    }

    Readings readings() {
        return new Readings(nodes, rpc, chain);
    }

    Endpoints endpoints() {
        return endpoints;
    }

    Stop stop() {
        return stop;
    }

    Progress progress() {
        return progress;
    }

    /// By all providers, so far.
    long certifiedReceipts() {
        return providers.stream()
                .mapToLong(provider -> provider.submitter().log().certifiedReceipts())
                .sum();
    }

    @Override
    public void close() {
        providers.forEach(provider -> {
            provider.submitter().close();
            provider.book().close();
        });
        nodes.close();
        rpc.close();
    }
}
