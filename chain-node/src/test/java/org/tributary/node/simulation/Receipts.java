// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.UsageKind;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.bandwidth.ticket.PriceCard;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.bandwidth.ticket.SignedCapability;
import org.tributary.bandwidth.ticket.SignedTicket;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.bill.BillExporter;
import org.tributary.ledger.bill.BillVerdict;
import org.tributary.ledger.bill.BillVerifier;
import org.tributary.ledger.contract.Pools;
import org.tributary.ledger.contract.Registry;
import org.tributary.ledger.execution.Reserved;
import org.tributary.node.NodeCore;
import org.tributary.node.ServiceChain;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.typed.Domain;
import org.tributary.rpc.grpc.IntakeAnswer;
import org.tributary.rpc.grpc.OpeningAnswer;

/// A DApp with a pool, two providers and their clients: tickets are opened, receipts signed, batched and handed in,
/// again and elsewhere until they are acknowledged. In the end every acknowledged byte is billed once and settled.
final class Receipts implements Client {
    private static final Hash LABEL = label("simulated");
    private static final PriceCard CARD = new PriceCard(UsageKind.BYTES, Amount.of(1_000), 7);
    private static final long TICK_MILLIS = 200;
    private static final int CLIENTS = 3;
    private static final int MAX_ROUNDS = 12;

    private final Simulation simulation;
    private final Payments payments;
    private final Domain domain;
    private final PrivateKey owner;
    private final PrivateKey gateway = World.key("gateway");
    private final List<Hash> preparations = new ArrayList<>();
    private final List<Session> sessions = new ArrayList<>();
    private final Map<Integer, Long> sequences = new TreeMap<>();
    private boolean serving = true;
    private boolean handsInTwice;
    private boolean forgesSome;
    private Consumer<SimulatedNode> handedIn = node -> {};
    private int rounds;
    private int pending;

    /// One client's ticket at one provider.
    private static final class Session {
        final PrivateKey client;
        final PrivateKey provider;
        final Opening opening;
        boolean isOpen;
        long total;
        long acknowledged;

        Session(PrivateKey client, PrivateKey provider, Opening opening) {
            this.client = client;
            this.provider = provider;
            this.opening = opening;
        }

        Hash ticket() {
            return opening.ticket().ticket().hash();
        }
    }

    Receipts(Simulation simulation, Payments payments) {
        this.simulation = simulation;
        this.payments = payments;
        var spec = simulation.world().spec();
        this.domain = Domain.of(spec.chainId(), spec.hash(), World.CDN);
        this.owner = simulation.world().account(4);
        prepare();
    }

    /// Providers hand every batch in twice, at two members.
    void handInTwice() {
        handsInTwice = true;
    }

    /// Providers put a receipt into each batch that no client signed.
    void forgeSome() {
        forgesSome = true;
    }

    /// Tells who is being handed a batch.
    void onHandIn(Consumer<SimulatedNode> told) {
        handedIn = told;
    }

    private static Hash label(String text) {
        return new Hash(Bytes32.rightPad(Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII))));
    }

    private void prepare() {
        var pool = Pools.id(owner.address(), LABEL);
        call(owner, Reserved.REGISTRY, Amount.ZERO, Registry.REGISTER_DAPP.encodeCall(AbiValue.of(LABEL)));
        call(owner, Reserved.POOLS, Amount.ofTokens(100), Pools.CREATE.encodeCall(AbiValue.of(LABEL)));
        call(
                owner,
                Reserved.POOLS,
                Amount.ZERO,
                Pools.AUTHORISE.encodeCall(
                        AbiValue.of(pool), AbiValue.of(label(World.CDN.text())), AbiValue.of(Amount.ofTokens(50))));
        for (int i = 0; i < 2; i++) {
            var provider = provider(i);
            call(
                    provider,
                    Reserved.REGISTRY,
                    Amount.ZERO,
                    Registry.REGISTER_PROVIDER.encodeCall(
                            AbiValue.of(label("edge" + i)), AbiValue.of(provider.address())));
        }
        for (int i = 0; i < CLIENTS; i++) {
            sessions.add(session(pool, World.key("client" + i), provider(i % 2)));
        }
    }

    private PrivateKey provider(int number) {
        return simulation.world().account(5 + number);
    }

    private void call(PrivateKey key, org.tributary.primitives.Address contract, Amount value, Bytes input) {
        preparations.add(payments.call(key, contract, value, input, 150));
    }

    private Session session(Hash pool, PrivateKey client, PrivateKey provider) {
        var start = bucket();
        var last = start.plus(3_000);
        var capability = new Capability(
                pool,
                gateway.publicKey(),
                Amount.ofTokens(1),
                1L << 40,
                List.of(UsageKind.BYTES),
                new Bucket(0),
                last.plus(10),
                0);
        var ticket = new SessionTicket(
                capability.hash(),
                Keccak.hash(client.publicKey().bytes()).bytes().slice(0, SessionTicket.ID_SIZE),
                provider.address(),
                client.publicKey(),
                UsageKind.BYTES,
                CARD.hash(),
                1L << 30,
                1L << 30,
                start,
                last,
                "",
                Hash.ZERO,
                Bytes.EMPTY);
        var opening = new Opening(
                SignedTicket.sign(ticket, domain, gateway), SignedCapability.sign(capability, domain, owner), CARD);
        return new Session(client, provider, opening);
    }

    private Bucket bucket() {
        return new Bucket((World.START_MILLIS + simulation.agenda().nowMillis())
                / simulation.world().spec().serviceChain(World.CDN).buckets().bucketMillis());
    }

    @Override
    public void start() {
        tick();
    }

    private void tick() {
        if (simulation.isOver()) {
            return;
        }
        simulation.agenda().inMillis(TICK_MILLIS, this::tick);
        if (!preparations.stream().allMatch(payments::isFinal)) {
            return;
        }
        sessions.stream().filter(session -> !session.isOpen).forEach(this::open);
        if ((simulation.isHealed() && rounds > 0) || rounds >= MAX_ROUNDS) {
            serving = false;
        }
        if (serving && sessions.stream().anyMatch(session -> session.isOpen)) {
            rounds++;
            for (int i = 0; i < 2; i++) {
                serve(provider(i), i);
            }
        }
    }

    private void open(Session session) {
        at(node -> {
            var door = service(node).door();
            var _ = door.open(session.opening).thenAccept(answer -> {
                if (answer instanceof OpeningAnswer.Opened) {
                    session.isOpen = true;
                }
            });
            if (service(node).metering().opening(session.ticket()).isPresent()) {
                session.isOpen = true;
            }
        });
    }

    private void serve(PrivateKey provider, int number) {
        var entries = new ArrayList<SignedReceipt>();
        var totals = new ArrayList<Long>();
        var served = sessions.stream()
                .filter(session -> session.isOpen && session.provider == provider)
                .toList();
        for (var session : served) {
            session.total += 1_000 + simulation.random().nextInt(9_000);
            totals.add(session.total);
            var receipt = new UsageReceipt(session.ticket(), bucket(), session.total, 0, 10, false, Hash.ZERO);
            entries.add(SignedReceipt.sign(receipt, domain, session.client));
        }
        if (entries.isEmpty()) {
            return;
        }
        if (forgesSome) {
            simulation.faults().took(FaultKind.RECEIPT_FORGED);
            var forged = new UsageReceipt(
                    served.getFirst().ticket(), bucket(), served.getFirst().total + 777, 0, 10, false, Hash.ZERO);
            entries.add(SignedReceipt.sign(forged, domain, gateway));
        }
        long sequence = sequences.merge(number, 1L, Long::sum) - 1;
        var batch = SignedBatch.sign(World.CDN, sequence, entries, domain, provider);
        pending++;
        boolean[] acknowledged = {false};
        handIn(batch, served, totals, acknowledged);
        if (handsInTwice) {
            simulation.agenda().inMillis(simulation.random().nextInt(300), () -> {
                simulation.faults().took(FaultKind.RECEIPT_TWICE);
                at(node -> {
                    var _ = service(node).door().submit(batch);
                });
            });
        }
    }

    private void handIn(SignedBatch batch, List<Session> served, List<Long> totals, boolean[] acknowledged) {
        if (acknowledged[0] || simulation.isOver()) {
            return;
        }
        at(node -> {
            CompletableFuture<IntakeAnswer> answer = service(node).door().submit(batch);
            handedIn.accept(node);
            var _ = answer.thenAccept(given -> {
                switch (given) {
                    case IntakeAnswer.Certified certified -> acknowledge(served, totals, acknowledged);
                    case IntakeAnswer.Refused refused -> {
                        // In a block already, or all of it billed by what came after it.
                        boolean billed = !refused.entries().isEmpty()
                                && refused.entries().stream()
                                        .allMatch(entry -> entry.rejection() == Rejection.REPLAYED);
                        if (refused.rejection() == Rejection.BATCH_ALREADY_ORDERED || billed) {
                            acknowledge(served, totals, acknowledged);
                        }
                    }
                    case IntakeAnswer.Overloaded overloaded -> {}
                }
            });
        });
        simulation.agenda().inMillis(700, () -> handIn(batch, served, totals, acknowledged));
    }

    private void acknowledge(List<Session> served, List<Long> totals, boolean[] acknowledged) {
        if (acknowledged[0]) {
            return;
        }
        acknowledged[0] = true;
        pending--;
        for (int i = 0; i < served.size(); i++) {
            served.get(i).acknowledged = Math.max(served.get(i).acknowledged, totals.get(i));
        }
    }

    /// At any node that runs.
    private void at(Consumer<SimulatedNode> work) {
        simulation.anyUp().ifPresent(node -> node.life().orElseThrow().run(() -> work.accept(node)));
    }

    private static ServiceChain service(SimulatedNode node) {
        return java.util.Objects.requireNonNull(
                node.core().orElseThrow().services().get(World.CDN));
    }

    @Override
    public boolean isContent() {
        return pending == 0
                && rounds > 0
                && !serving
                && simulation.correct().stream().allMatch(node -> node.isUp() && isSettled(node));
    }

    /// All that was acknowledged is billed here, and main has settled every window that billed.
    private boolean isSettled(SimulatedNode node) {
        var metering = service(node).metering();
        for (var session : sessions) {
            if (metering.billedUnits(session.ticket()).orElse(0) < session.acknowledged) {
                return false;
            }
        }
        var service = service(node).ledger();
        return node.core().orElseThrow().anchored(World.CDN).number() + 1
                        >= service.height().number()
                && (!node.hasWholeHistory() || isConsumed(node));
    }

    private static boolean isConsumed(SimulatedNode node) {
        var main = node.core().orElseThrow().main();
        var service = service(node).ledger();
        long sent = service.messages(org.tributary.primitives.ChainName.MAIN, 0, service.height(), Integer.MAX_VALUE)
                .size();
        return main.head().header().cursor(World.CDN) == sent;
    }

    @Override
    public String wants() {
        return pending + " batches are not acknowledged, " + rounds + " rounds, open "
                + sessions.stream().filter(session -> session.isOpen).count() + ", billed "
                + sessions.stream()
                        .map(session -> simulation.correct().stream()
                                        .filter(SimulatedNode::isUp)
                                        .map(node -> service(node)
                                                .metering()
                                                .billedUnits(session.ticket())
                                                .orElse(0))
                                        .toList()
                                + " of " + session.acknowledged)
                        .toList();
    }

    @Override
    public void check() {
        for (var node : simulation.correct()) {
            var metering = service(node).metering();
            long billed = 0;
            for (var session : sessions) {
                long units = metering.billedUnits(session.ticket()).orElse(0);
                billed += units;
                if (units < session.acknowledged) {
                    violate(Property.ACKNOWLEDGED, "acknowledged bytes are not billed at node " + node.number());
                }
                if (units > session.total) {
                    violate(Property.EXACTLY_ONCE, "more is billed than was served, at node " + node.number());
                }
            }
            if (!node.hasWholeHistory()) {
                continue;
            }
            long rows = metering.windows().stream()
                    .flatMap(number -> metering.window(number).orElseThrow().proof().ratings().stream())
                    .mapToLong(rating -> rating.units())
                    .sum();
            if (rows != billed) {
                violate(
                        Property.EXACTLY_ONCE,
                        "the windows of node " + node.number() + " bill " + rows + " bytes of " + billed);
            }
        }
        simulation.correct().stream()
                .filter(SimulatedNode::hasWholeHistory)
                .findFirst()
                .ifPresent(this::verifyBill);
    }

    private void verifyBill(SimulatedNode node) {
        NodeCore core = node.core().orElseThrow();
        var service = service(node);
        var pieces = new ArrayList<Bytes>();
        var spec = simulation.world().spec();
        var export =
                new BillExporter(spec.hash(), core.main(), service.ledger(), service.metering()).export(pieces::add);
        if (export instanceof Verdict.Reject(var reason)) {
            violate(Property.ACKNOWLEDGED, "the bill cannot be exported: " + reason);
            return;
        }
        var bill = Bytes.concatenate(pieces).copy();
        int[] at = {0};
        var verdict = BillVerifier.verify(spec, size -> {
            int taken = Math.min(size, bill.size() - at[0]);
            var slice = bill.slice(at[0], taken);
            at[0] += taken;
            return slice;
        });
        if (verdict instanceof BillVerdict.Refuted(var place, var reason)) {
            violate(Property.EXACTLY_ONCE, "the bill does not hold: " + place + ": " + reason);
        }
    }

    private void violate(Property property, String what) {
        simulation.violations().add(property, what);
    }
}
