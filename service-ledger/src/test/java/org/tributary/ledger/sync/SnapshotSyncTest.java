// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.TestValidators;
import org.tributary.ledger.bill.BilledNetwork;
import org.tributary.ledger.bill.ServiceBlocks;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.chain.Missing;
import org.tributary.ledger.main.MainProgram;
import org.tributary.ledger.main.Supply;
import org.tributary.ledger.main.TransactionSource;
import org.tributary.ledger.service.ServiceProgram;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.MemoryStore;
import org.tributary.ledger.store.StoreContent;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.transaction.SignedTransaction;
import org.tributary.ledger.transaction.VerifiedTransaction;
import org.tributary.primitives.Address;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Height;
import org.tributary.primitives.crypto.PublicKey;

/// Whole networks are taken over at a height, from neighbours of every kind.
class SnapshotSyncTest {
    private static final ChainName CDN = BilledNetwork.CDN;

    private final BilledNetwork network = new BilledNetwork();
    private final ChainSpec spec = network.validators.spec;
    private final SortedMap<ChainName, ServedChain> served = new TreeMap<>();
    private final SyncRun.MemoryWorkshop workshop = new SyncRun.MemoryWorkshop();
    private final SortedMap<ChainName, Ledger> fresh = new TreeMap<>();
    private Height serviceHeight = Height.ZERO;
    private Height mainHeight = Height.ZERO;

    @BeforeEach
    void live() {
        served.put(ChainName.MAIN, new ServedChain(network.main, network.mainStore));
        served.put(CDN, new ServedChain(network.service, network.serviceStore));
        network.serveUnsettled(20);
        serviceHeight = served(CDN).keep();
        network.serveUnsettled(3);
        mainHeight = served(ChainName.MAIN).keep();
        // Newer than what main has anchored: not to be used.
        served(CDN).keep();
        network.serveUnsettled(2);
        var own = new Chains(new MemoryStore(), new MemoryStore());
        fresh.put(ChainName.MAIN, own.main);
        fresh.put(CDN, own.service);
    }

    /// Both chains of a node.
    private final class Chains {
        final Ledger main;
        final Ledger service;

        Chains(KeyValueStore mainStore, KeyValueStore serviceStore) {
            var anchors = new ServiceBlocks();
            var mainProgram = new MainProgram(spec, mainStore, new NoTransactions(), anchors);
            main = new Ledger(spec, ChainName.MAIN, mainStore, mainProgram, Optional.empty());
            var program = new ServiceProgram(spec, CDN, serviceStore, main, network.batches());
            service = new Ledger(spec, CDN, serviceStore, program, Optional.of(main));
            anchors.of(service);
        }

        void catchUp() {
            while (main.height().isBefore(network.main.height())
                    || service.height().isBefore(network.service.height())) {
                if (!follow(service, network.service)) {
                    assertThat(follow(main, network.main)).isTrue();
                }
            }
            assertThat(main.head()).isEqualTo(network.main.head());
            assertThat(service.head()).isEqualTo(network.service.head());
        }
    }

    private Chains installed() {
        return new Chains(workshop.store(ChainName.MAIN), workshop.store(CDN));
    }

    private SyncRun sync(Map<PublicKey, Neighbour> neighbours) {
        return new SyncRun(new SnapshotSync(spec, fresh, workshop), neighbours);
    }

    private Neighbour honest() {
        return new Neighbour.Honest(served);
    }

    private ServedChain served(ChainName chain) {
        return Objects.requireNonNull(served.get(chain));
    }

    private static PublicKey peer(int number) {
        return TestValidators.key("peer" + number).publicKey();
    }

    @Test
    void theStateIsTheOneThatWasCertified() {
        var run = sync(Map.of(peer(0), honest()));
        assertThat(run.run(10_000)).isTrue();
        assertThat(run.completed()).isTrue();
        assertThat(workshop.completed).containsExactly(ChainName.MAIN, CDN);
        assertSame(ChainName.MAIN, mainHeight);
        assertSame(CDN, serviceHeight);
    }

    /// All that execution reads is the same, record for record.
    private void assertSame(ChainName chain, Height height) {
        var view = served(chain).view(height).orElseThrow();
        for (var table : List.of(Table.ACCOUNTS, Table.SLOTS, Table.TRIE, Table.UNITS, Table.CELLS, Table.INBOX)) {
            var same = StoreContent.of(workshop.store(chain), table).equals(StoreContent.of(view, table));
            assertThat(same).as(chain + " " + table).isTrue();
        }
    }

    @Test
    void aNodeThatStartsFromItGoesOnWithBothChains() {
        sync(Map.of(peer(0), honest())).run(10_000);
        var chains = installed();
        assertThat(chains.main.height()).isEqualTo(mainHeight);
        assertThat(chains.service.height()).isEqualTo(serviceHeight);
        for (int i = 0; i < 70; i++) {
            chains.catchUp();
            network.step();
        }
        chains.catchUp();
        assertThat(Supply.of(spec, chains.main, workshop.store(ChainName.MAIN)).conserved())
                .isTrue();
    }

    @Test
    void aNodeThatStartsFromItBuildsTheNextBlocks() {
        sync(Map.of(peer(0), honest())).run(10_000);
        var chains = installed();
        chains.catchUp();
        for (int i = 1; i < 40; i++) {
            long now = network.nowMillis() + 1_000L * i;
            network.validators.next(now, chains.main, List.of(network.main));
            network.validators.next(now + 200, chains.service, List.of(network.service));
        }
    }

    /// Takes over the next block, if there is one and what it builds on is here.
    private static boolean follow(Ledger behind, Ledger ahead) {
        var height = behind.height().next();
        if (height.isAfter(ahead.height())) {
            return false;
        }
        var block = ahead.blocks().block(height).orElseThrow();
        if (behind.missing(block) instanceof Missing.Nothing) {
            behind.commit(block, ahead.blocks().certificate(height).orElseThrow());
            return true;
        }
        return false;
    }

    @Test
    void itGoesOnWhereItWasKilled() {
        int events = 0;
        boolean over = false;
        while (!over) {
            // A new process each time: nothing is left but the stores.
            var run = sync(Map.of(peer(0), honest(), peer(1), honest()));
            over = run.run(12);
            assertThat(events++).as("progress").isLessThan(1_000);
        }
        assertSame(ChainName.MAIN, mainHeight);
        assertSame(CDN, serviceHeight);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void liesOfEveryKindAreFoundOutAndSurvived(int seed) {
        var random = new Random(seed);
        var run = sync(Map.of(
                peer(0), honest(),
                peer(1), new Liar(honest(), random),
                peer(2), new Truncator(honest(), random),
                peer(3), new Forger(honest(), spec.hash()),
                peer(4), new Swapper(honest()),
                peer(5), new Sluggard(honest())));
        assertThat(run.run(100_000)).isTrue();
        assertThat(run.completed()).isTrue();
        assertThat(run.liars()).contains(peer(2), peer(3)).doesNotContain(peer(0), peer(5));
        assertThat(run.liars()).doesNotHaveDuplicates();
        assertSame(ChainName.MAIN, mainHeight);
        assertSame(CDN, serviceHeight);
    }

    @Test
    void everyLieIsTheLast() {
        var run = sync(Map.of(peer(0), new Liar(honest(), new Random(7))));
        assertThat(run.run(1_000)).isFalse();
        assertThat(run.liars()).containsExactly(peer(0));
        var askedAfter = run.effects.subList(
                run.effects.indexOf(run.effects.stream()
                        .filter(SyncEffect.Lied.class::isInstance)
                        .findFirst()
                        .orElseThrow()),
                run.effects.size());
        assertThat(askedAfter).noneMatch(SyncEffect.Ask.class::isInstance);
    }

    @Test
    void aSnapshotThatAllHaveDroppedIsGivenUpForAnother() {
        var run = sync(Map.of(peer(0), honest(), peer(1), honest()));
        assertThat(run.run(12)).isFalse();
        served(ChainName.MAIN).forget(mainHeight);
        network.step();
        mainHeight = served(ChainName.MAIN).keep();
        assertThat(run.run(10_000)).isTrue();
        assertThat(run.completed()).isTrue();
        assertSame(ChainName.MAIN, mainHeight);
    }

    @Test
    void aNodeThatIsNotBehindIsToldSo() {
        fresh.put(ChainName.MAIN, network.main);
        var run = sync(Map.of(peer(0), honest()));
        assertThat(run.run(10_000)).isTrue();
        assertThat(run.completed()).isFalse();
        assertThat(run.effects).last().isEqualTo(new SyncEffect.Abandoned());
    }

    @Test
    void aServiceChainOfWhichNothingNewerIsOfferedIsKept() {
        served.put(CDN, new ServedChain(network.service, network.serviceStore));
        var run = sync(Map.of(peer(0), honest()));
        assertThat(run.run(10_000)).isTrue();
        assertThat(workshop.completed).containsExactly(ChainName.MAIN);
        new Chains(workshop.store(ChainName.MAIN), new MemoryStore()).catchUp();
    }

    private static final class NoTransactions implements TransactionSource {
        @Override
        public boolean hasExecutable() {
            return false;
        }

        @Override
        public List<VerifiedTransaction> select(long gasLimit, int maxBytes) {
            return List.of();
        }

        @Override
        public Optional<Address> sender(SignedTransaction transaction) {
            return transaction.sender();
        }
    }
}
