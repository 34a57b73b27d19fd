// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.tributary.node.remote.JsonRpc;
import org.tributary.node.remote.Stop;
import org.tributary.node.remote.Wallet;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.typed.Domain;

/// Everybody who takes part, connected to the network from outside.
final class Stage implements AutoCloseable {
    static final ChainName CHAIN = new ChainName("cdn");

    private final Endpoints endpoints;
    private final Stop stop;
    private final Progress progress;
    private final JsonRpc rpc;
    private final Nodes nodes;
    private final Domain domain;
    private final Dapp dapp;
    private final List<Provider> providers = new ArrayList<>();

    Stage(Endpoints endpoints, Stop stop, Progress progress) {
        this.endpoints = endpoints;
        this.stop = stop;
        this.progress = progress;
        this.rpc = new JsonRpc(endpoints.jsonRpc());
        this.nodes = new Nodes(endpoints.grpcTargets());
        var spec = endpoints.spec();
        this.domain = Domain.of(spec.chainId(), spec.hash(), CHAIN);
        this.dapp = new Dapp(wallet(0), CHAIN, domain);
        for (int i = 0; i < TracePlan.PROVIDERS; i++) {
            var wallet = wallet(1 + i);
            var submitter = new BatchSubmitter(nodes, CHAIN, domain, wallet.key(), i);
            providers.add(new Provider("provider-" + (char) ('a' + i), wallet, submitter));
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
        return new NodeTicketDesk(nodes, CHAIN);
    }

    BucketClock clock() {
        return new BucketClock(
                InstantSource.system(),
                endpoints.spec().serviceChain(CHAIN).buckets().bucketMillis());
    }

    Readings readings() {
        return new Readings(nodes, rpc, CHAIN);
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
        providers.forEach(provider -> provider.submitter().close());
        nodes.close();
        rpc.close();
    }
}
