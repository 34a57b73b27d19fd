// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import java.time.InstantSource;
import java.util.List;
import org.tributary.node.client.BucketClock;
import org.tributary.node.edge.book.ReceiptBook;
import org.tributary.node.edge.network.TicketDesk;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.typed.Domain;

/// An edge that serves: its HTTP server, and what it knows of its clients. Receipts end up in the book;
/// who hands them to the network is another's business.
public final class Edge implements AutoCloseable {
    private final EdgeServer server;
    private final Tabs tabs;
    private final Doorman doorman;
    private final Door goods;
    private final ReceiptBook book;
    private final EdgeCounters counters;
    private final UsageKind usage;

    private Edge(EdgeServer server, Tabs tabs, Doorman doorman, Door goods, Parts parts, EdgeCounters counters) {
        this.server = server;
        this.tabs = tabs;
        this.doorman = doorman;
        this.goods = goods;
        this.book = parts.book();
        this.usage = parts.goods().kind();
        this.counters = counters;
    }

    /// Whose tickets an edge takes.
    public record Network(Hash genesis, ChainId chainId, ChainName chain) {
        public Domain domain() {
            return Domain.of(chainId, genesis, chain);
        }
    }

    /// What an edge is made of.
    ///
    /// @param desk where tickets are lodged
    public record Parts(
            Network network, EdgeTerms terms, TicketDesk desk, ReceiptBook book, Goods goods, InstantSource time) {
        public Parts {
            if (goods.kind() != terms.rules().kind()) {
                throw new IllegalArgumentException(
                        network.chain() + " counts " + terms.rules().kind() + ", and this edge has " + goods.kind());
            }
        }
    }

    /// Serves once this returns.
    ///
    /// @param port 0 lets the system choose
    /// @throws EdgeServer.CannotListen where the port is taken
    public static Edge serve(String host, int port, Parts parts) {
        var clock = new BucketClock(parts.time(), parts.terms().rules().bucketMillis());
        var counters = new EdgeCounters();
        var tabs = new Tabs(parts.terms(), clock, parts.book(), parts.desk());
        var doorman = new Doorman(clock);
        var network = parts.network();
        var receipts = new ReceiptDoor(tabs, parts.book(), clock, network.domain(), counters);
        var description =
                new Description(network.genesis(), network.chainId(), network.chain(), parts.terms(), parts.time());
        Door goods = switch (parts.goods()) {
            case Goods.Content(var objects) -> new ContentDoor(doorman, tabs, clock, objects, counters);
            case Goods.Lines _ -> new CallDoor(doorman, tabs, clock, counters);
            case Goods.Storage(var store) -> new StorageDoor(doorman, tabs, clock, store, counters);
        };
        var doors = new EdgeServer.Doors(new TicketDoor(doorman, tabs), receipts, goods);
        return new Edge(EdgeServer.start(host, port, description, doors), tabs, doorman, goods, parts, counters);
    }

    public int port() {
        return server.port();
    }

    /// What is served and counted.
    public UsageKind usage() {
        return usage;
    }

    public EdgeCounters counters() {
        return counters;
    }

    /// Forgets what nobody can ask for any more. To be called every few seconds.
    public void tidy() {
        goods.tidy();
        tabs.dropEnded();
        doorman.tidy();
    }

    /// Tickets that are open here.
    public int openTickets() {
        return tabs.all().size();
    }

    /// Served, and not signed for yet: what this edge would lose if all its clients left now.
    public long unreceiptedUnits() {
        return standings().stream().mapToLong(Tab.Standing::unreceipted).sum();
    }

    /// Not signed for, and given up because the connection broke.
    public long writtenOffUnits() {
        return standings().stream().mapToLong(Tab.Standing::writtenOff).sum();
    }

    private List<Tab.Standing> standings() {
        return tabs.all().stream().map(Tab::standing).toList();
    }

    /// Ends the downloads that run. The book stays open.
    @Override
    public void close() {
        server.close();
        book.sync();
    }
}
