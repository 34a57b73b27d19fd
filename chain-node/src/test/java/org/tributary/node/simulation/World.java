// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.genesis.BlockRules;
import org.tributary.genesis.BucketRules;
import org.tributary.genesis.ChainRules;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.Committees;
import org.tributary.genesis.ConsensusRules;
import org.tributary.genesis.Founders;
import org.tributary.genesis.MeteringLimits;
import org.tributary.genesis.Preset;
import org.tributary.genesis.ProtocolRules;
import org.tributary.genesis.ServiceChainSpec;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.committee.Committee;
import org.tributary.primitives.committee.Validator;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.crypto.PublicKey;

/// Keys and genesis of a simulated network: the devnet preset with patience and windows of a second or so. The same for
/// every seed, and safe from many threads.
final class World {
    static final long START_MILLIS = 1_700_000_000_000L;
    static final ChainName CDN = new ChainName("cdn");
    static final ChainName VOIP = new ChainName("voip");
    static final int ACCOUNTS = 8;

    /// Of the first view of a height; a few round trips of a bad network.
    static final long VIEW_MILLIS = 300;

    static final long MAX_VIEW_MILLIS = 2_000;
    private static final BlockRules BLOCK = new BlockRules(50, 2, 4_000, 500, 1 << 20, 3);
    private static final int REIGN = 3;
    private static final int LONG_REIGN = 1_000;

    /// A window a second; hard acceptance outlasts every fault of a run.
    private static final BucketRules BUCKETS = new BucketRules(200, 5, 3, 600, 10, 2_000);

    private static final int PATIENT = 10;
    private static final int IMPATIENT = 2;

    private final List<PrivateKey> validators = new ArrayList<>();
    private final List<PrivateKey> accounts = new ArrayList<>();
    private final ChainSpec spec;

    /// What a network is like.
    enum Kind {
        /// One service chain, and primaries that change often.
        PLAIN,
        /// Beside it one for calls.
        CALLS,
        /// Primaries stay as long as they are not voted out, and who leaves a batch out soon is.
        LONG_REIGNS
    }

    World(int size, Kind kind) {
        var seats = new ArrayList<Validator>();
        for (int i = 0; i < size; i++) {
            var key = key("consensus" + i);
            validators.add(key);
            seats.add(new Validator(key("operator" + i).address(), key.publicKey()));
        }
        for (int i = 0; i < ACCOUNTS; i++) {
            accounts.add(key("account" + i));
        }
        var addresses = accounts.stream().map(PrivateKey::address).toList();
        var devnet = Preset.DEVNET.found(new Founders(seats, addresses, START_MILLIS, Keccak.hash(Bytes.of(1))));
        var rules = devnet.rules();
        boolean reigns = kind == Kind.LONG_REIGNS;
        var consensus = new ConsensusRules(reigns ? LONG_REIGN : REIGN, VIEW_MILLIS, 3, 2, MAX_VIEW_MILLIS);
        var chains = new ChainRules(BLOCK, consensus, rules.chains().crossChain());
        var services = services(kind, reigns ? IMPATIENT : PATIENT);
        var committees = new TreeMap<>(devnet.committees().byChain());
        committees
                .keySet()
                .removeIf(chain -> !chain.equals(ChainName.MAIN)
                        && services.stream().noneMatch(service -> service.name().equals(chain)));
        spec = new ChainSpec(
                devnet.network(),
                new ProtocolRules(rules.token(), chains, rules.settlement(), rules.election(), rules.incentives()),
                services,
                new Committees(committees),
                devnet.allocations());
    }

    private static List<ServiceChainSpec> services(Kind kind, int unorderedBlocks) {
        var limits = new MeteringLimits(300, 3_600, 1_000, 1 << 20, unorderedBlocks, 110);
        var bytes = new ServiceChainSpec(CDN, UsageKind.BYTES, BUCKETS, limits);
        return kind == Kind.CALLS
                ? List.of(bytes, new ServiceChainSpec(VOIP, UsageKind.CALL_MILLISECONDS, BUCKETS, limits))
                : List.of(bytes);
    }

    /// Whether there is the chain for calls.
    boolean hasCalls() {
        return spec.serviceChains().size() > 1;
    }

    static PrivateKey key(String name) {
        return new PrivateKey(
                Keccak.hash(Bytes.wrap(name.getBytes(StandardCharsets.UTF_8))).bytes());
    }

    ChainSpec spec() {
        return spec;
    }

    int size() {
        return validators.size();
    }

    /// The committee of every chain.
    Committee committee() {
        return spec.committee(ChainName.MAIN);
    }

    PrivateKey validator(int seat) {
        return validators.get(seat);
    }

    int seat(PublicKey key) {
        return committee().seat(key).orElseThrow();
    }

    /// An account with a first balance.
    PrivateKey account(int number) {
        return accounts.get(number);
    }
}
