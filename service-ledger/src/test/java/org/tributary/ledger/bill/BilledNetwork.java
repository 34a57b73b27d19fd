// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.check.BatchCheck;
import org.tributary.bandwidth.check.BatchVerdict;
import org.tributary.bandwidth.check.VerifiedBatch;
import org.tributary.bandwidth.proof.RatingRow;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.receipt.BatchAck;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.bandwidth.receipt.SeatAck;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.bandwidth.ticket.SignedCapability;
import org.tributary.bandwidth.ticket.SignedTicket;
import org.tributary.ledger.TestValidators;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.contract.Pools;
import org.tributary.ledger.contract.Registry;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.main.AnchorBook;
import org.tributary.ledger.main.MainProgram;
import org.tributary.ledger.main.Supply;
import org.tributary.ledger.main.TransactionSource;
import org.tributary.ledger.service.MeteringLedger;
import org.tributary.ledger.service.ServiceProgram;
import org.tributary.ledger.service.ServiceSource;
import org.tributary.ledger.store.MemoryStore;
import org.tributary.ledger.transaction.Call;
import org.tributary.ledger.transaction.FeeMarketTransaction;
import org.tributary.ledger.transaction.SignedTransaction;
import org.tributary.ledger.transaction.VerifiedTransaction;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;

/// Main and `cdn` over memory, with a funded pool, two providers and clients who download: real
/// windows, really settled.
public final class BilledNetwork {
    public static final ChainName CDN = new ChainName("cdn");
    private static final Hash LABEL = Keccak.hash(Bytes.of(7));
    private static final long STEP = 250;

    public final TestValidators validators = new TestValidators();
    final QueuedReceipts receipts = new QueuedReceipts();
    public final Ledger main;
    public final MemoryStore mainStore = new MemoryStore();
    public final Ledger service;
    public final MemoryStore serviceStore = new MemoryStore();
    final MeteringLedger metering;
    private final ServiceBlocks anchors = new ServiceBlocks();
    private final List<VerifiedTransaction> transactions = new ArrayList<>();
    private final PrivateKey dapp = validators.accounts.get(0);
    private final PrivateKey gateway = TestValidators.key("gateway");
    private final BillingProfile card;
    private final long capabilityCap;
    private final Hash pool = Pools.id(dapp.address(), LABEL);
    private final List<Session> sessions = new ArrayList<>();
    private long now = TestValidators.START_MILLIS;
    private long sequence;

    /// One client's ticket at one provider.
    private static final class Session {
        final PrivateKey client;
        final PrivateKey provider;
        final Hash ticket;
        long total;

        Session(PrivateKey client, PrivateKey provider, Opening opening) {
            this.client = client;
            this.provider = provider;
            this.ticket = opening.ticket().ticket().hash();
        }
    }

    public BilledNetwork() {
        this(BillingProfile.perUnit(UsageKind.BYTES, Amount.of(1_000), 7), 1L << 40);
    }

    /// @param capabilityCap units that all tickets together may have in one bucket
    BilledNetwork(BillingProfile card, long capabilityCap) {
        this.card = card;
        this.capabilityCap = capabilityCap;
        var spec = validators.spec;
        main = new Ledger(
                spec, ChainName.MAIN, mainStore, new MainProgram(spec, mainStore, source(), anchors), Optional.empty());
        service = new Ledger(
                spec,
                CDN,
                serviceStore,
                new ServiceProgram(spec, CDN, serviceStore, main, receipts),
                Optional.of(main));
        anchors.of(service);
        metering = new MeteringLedger(
                spec, CDN, serviceStore, receipts, () -> new AnchorBook(spec, new Accounts(main.state())).height(CDN));
        fund();
        for (int i = 0; i < 6; i++) {
            open(TestValidators.key("client" + i), validators.accounts.get(1 + i % 2));
        }
        step();
    }

    /// The batches that the network has, for another replica of the service chain.
    public ServiceSource batches() {
        return receipts;
    }

    /// The clock of the validators.
    public long nowMillis() {
        return now;
    }

    /// Moves both chains on by one block each.
    public void step() {
        step(STEP);
    }

    /// Likewise, after a pause of main.
    void step(long millis) {
        now += millis;
        validators.next(now, main, List.of());
        assertThat(Supply.of(validators.spec, main, mainStore).conserved())
                .as("supply after main block %s", main.height())
                .isTrue();
        now += STEP;
        validators.next(now, service, List.of());
    }

    BillExporter exporter() {
        return new BillExporter(validators.network(), main, service, metering);
    }

    Bundle bill() {
        return Bundle.collect(out -> {
            if (exporter().export(out) instanceof Verdict.Reject(var reason)) {
                throw new AssertionError(reason);
            }
        });
    }

    Address owner() {
        return dapp.address();
    }

    /// The sum of all ratings.
    Amount billed() {
        return metering.windows().stream()
                .flatMap(number -> metering.window(number).orElseThrow().proof().ratings().stream())
                .map(RatingRow::amount)
                .reduce(Amount.ZERO, Amount::plus);
    }

    /// Clients download over a few windows, then time passes until all is settled.
    public void serve(int rounds) {
        serveUnsettled(rounds);
        settle();
    }

    public void serveUnsettled(int rounds) {
        for (int round = 0; round < rounds; round++) {
            download(round);
            step();
        }
    }

    void settle() {
        for (int i = 0; i < 60; i++) {
            step();
        }
    }

    private void download(int round) {
        for (var provider : List.of(validators.accounts.get(1), validators.accounts.get(2))) {
            var entries = new ArrayList<SignedReceipt>();
            for (var session : sessions) {
                if (session.provider == provider) {
                    session.total += 1_001 + 17L * round;
                    entries.add(receipt(session, session.client));
                }
            }
            var cheat = sessions.stream()
                    .filter(s -> s.provider == provider)
                    .findFirst()
                    .orElseThrow();
            cheat.total += 5;
            entries.add(receipt(cheat, gateway));
            submit(SignedBatch.sign(CDN, sequence++, entries, metering.domain(), provider));
        }
    }

    private SignedReceipt receipt(Session session, PrivateKey signer) {
        var receipt = new UsageReceipt(
                session.ticket, bucket(), session.total, 0, 10, card.mode().isRanked(), Hash.ZERO);
        return SignedReceipt.sign(receipt, metering.domain(), signer);
    }

    private void submit(SignedBatch signed) {
        receipts.add(certificate(signed), verified(signed));
    }

    VerifiedBatch verified(SignedBatch signed) {
        var check = new BatchCheck(CDN, metering.rules(), metering.domain());
        var sound = (BatchVerdict.Sound) check.begin(signed);
        return sound.batch().verify(metering.tickets());
    }

    /// Acknowledged by seats 0, 1 and 2 now.
    BatchCertificate certificate(SignedBatch signed) {
        var acks = new ArrayList<SeatAck>();
        for (int seat = 0; seat < 3; seat++) {
            var ack = new BatchAck(signed.hash(), bucket());
            acks.add(new SeatAck(seat, bucket(), ack.sign(metering.domain(), validators.consensusKey(seat))));
        }
        return BatchCertificate.of(signed.batch(), acks);
    }

    /// A batch of one receipt that nobody has handed in.
    SignedBatch batch() {
        var session = sessions.getFirst();
        session.total += 100;
        return SignedBatch.sign(
                CDN, sequence++, List.of(receipt(session, session.client)), metering.domain(), session.provider);
    }

    Bucket bucket() {
        return metering.rules().bucket(now);
    }

    private void open(PrivateKey client, PrivateKey provider) {
        var lodged = opening(client, provider, 1L << 30, metering.rules().maxTicketBuckets());
        receipts.add(lodged);
        sessions.add(new Session(client, provider, lodged));
    }

    /// A ticket for `provider` that begins now, of the network's pool.
    Opening opening(PrivateKey client, PrivateKey provider, long maxUnits, long buckets) {
        var last = bucket().plus(buckets - 1);
        var capability = new Capability(
                pool,
                gateway.publicKey(),
                Amount.ofTokens(1),
                capabilityCap,
                List.of(UsageKind.BYTES),
                new Bucket(0),
                last.plus(10),
                0);
        var ticket = new SessionTicket(
                capability.hash(),
                Keccak.hash(client.publicKey().bytes()).bytes().slice(0, 16),
                provider.address(),
                client.publicKey(),
                UsageKind.BYTES,
                card.hash(),
                maxUnits,
                maxUnits,
                bucket(),
                last,
                "eu",
                Hash.ZERO,
                Bytes.EMPTY);
        return new Opening(
                SignedTicket.sign(ticket, metering.domain(), gateway),
                SignedCapability.sign(capability, metering.domain(), dapp),
                card);
    }

    Hash pool() {
        return pool;
    }

    /// The receipts of one provider's clients, certified and handed to the chain.
    void submit(PrivateKey provider, List<UsageReceipt> usage, PrivateKey client) {
        var signed = usage.stream()
                .map(receipt -> SignedReceipt.sign(receipt, metering.domain(), client))
                .toList();
        submit(SignedBatch.sign(CDN, sequence++, signed, metering.domain(), provider));
    }

    /// A call of the pool's owner, with a block of main for it.
    void asOwner(Address contract, Amount value, Bytes input) {
        call(dapp, contract, value, input);
    }

    private void fund() {
        call(dapp, Reserved.REGISTRY, Amount.ZERO, Registry.REGISTER_DAPP.encodeCall(AbiValue.of(LABEL)));
        call(dapp, Reserved.POOLS, Amount.ofTokens(100), Pools.CREATE.encodeCall(AbiValue.of(LABEL)));
        var chain = AbiValue.of(new Hash(Slots.word(CDN)));
        call(
                dapp,
                Reserved.POOLS,
                Amount.ZERO,
                Pools.AUTHORISE.encodeCall(AbiValue.of(pool), chain, AbiValue.of(Amount.ofTokens(50))));
        for (int i = 1; i <= 2; i++) {
            var provider = validators.accounts.get(i);
            var register = Registry.REGISTER_PROVIDER.encodeCall(
                    AbiValue.of(Keccak.hash(Bytes.wrap(("edge" + i).getBytes(StandardCharsets.US_ASCII)))),
                    AbiValue.of(provider.address()));
            call(provider, Reserved.REGISTRY, Amount.ZERO, register);
        }
        step();
    }

    void call(PrivateKey key, Address contract, Amount value, Bytes input) {
        var spec = validators.spec;
        long nonce = main.state().account(key.address()).nonce();
        var price = spec.token().gasPrice().units();
        var call = Call.of(contract, value, input);
        var signed =
                SignedTransaction.sign(FeeMarketTransaction.flat(spec.chainId(), nonce, price, 500_000, call), key);
        transactions.add(VerifiedTransaction.of(signed).orElseThrow());
        step();
    }

    private TransactionSource source() {
        return new TransactionSource() {
            @Override
            public boolean hasExecutable() {
                return !transactions.isEmpty();
            }

            @Override
            public List<VerifiedTransaction> select(long gasLimit, int maxBytes) {
                var all = List.copyOf(transactions);
                transactions.clear();
                return all;
            }

            @Override
            public Optional<Address> sender(SignedTransaction transaction) {
                return transaction.sender();
            }
        };
    }
}
