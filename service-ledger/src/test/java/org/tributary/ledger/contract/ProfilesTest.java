// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.bandwidth.rating.BillingMode;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.rating.BillingScope;
import org.tributary.bandwidth.rating.Direction;
import org.tributary.bandwidth.rating.Ranking;
import org.tributary.bandwidth.rating.Rounding;
import org.tributary.bandwidth.rating.Tariff;
import org.tributary.bandwidth.rating.Tier;
import org.tributary.ledger.TestValidators;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Arguments;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.execution.Storage;
import org.tributary.ledger.state.State;
import org.tributary.ledger.store.MemoryStore;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.codec.Rlp;

/// Protocol §8: a billing profile is on chain, versioned and immutable.
class ProfilesTest {
    private static final Address ALICE = Address.reserved(0xa1);
    private static final Address BOB = Address.reserved(0xb0);
    private static final BillingProfile CHEAP = BillingProfile.perUnit(UsageKind.BYTES, Amount.of(5), 1_000);
    private static final BillingProfile DEAR = BillingProfile.perUnit(UsageKind.BYTES, Amount.of(7), 1_000);

    private final TestValidators validators = new TestValidators();
    private final Accounts accounts = new Accounts(State.over(new MemoryStore()));
    private final PlatformContract registry =
            new PlatformContracts(validators.spec).at(Reserved.REGISTRY).orElseThrow();

    private static Bytes bytes(BillingProfile profile) {
        return Rlp.list(profile::write);
    }

    private Result call(Address sender, Bytes input) {
        return registry.call(new Call(sender, Amount.ZERO, input, 1), accounts);
    }

    private Result register(Address sender, String name, Bytes profile) {
        return call(sender, Registry.REGISTER_PROFILE.encodeCall(AbiValue.of(name), AbiValue.of(profile)));
    }

    private static String reason(Result result) {
        return ((Result.Revert) result).reason();
    }

    private Arguments profile(String name, long version) {
        var result = call(ALICE, Registry.PROFILE.encodeCall(AbiValue.of(name), AbiValue.of(version)));
        return Registry.PROFILE.decodeResult(((Result.Success) result).output()).orBroken("a profile");
    }

    @Test
    void versionsCountUpAndNeverChange() {
        var first = (Result.Success) register(ALICE, "cdn.standard", bytes(CHEAP));
        assertThat(first.output()).isEqualTo(Registry.REGISTER_PROFILE.encodeResult(AbiValue.of(1)));
        assertThat(first.logs().getFirst().topics()).contains(CHEAP.hash());
        register(ALICE, "cdn.standard", bytes(DEAR));
        assertThat(profile("cdn.standard", 1).hash(0)).isEqualTo(CHEAP.hash());
        assertThat(profile("cdn.standard", 1).bytes(1)).isEqualTo(bytes(CHEAP));
        assertThat(profile("cdn.standard", 2).bytes(1)).isEqualTo(bytes(DEAR));
        for (long none : List.of(0L, 3L, (1L << 32) - 1)) {
            var view = Registry.PROFILE.encodeCall(AbiValue.of("cdn.standard"), AbiValue.of(none));
            assertThat(reason(call(BOB, view))).contains("no such version");
        }
    }

    @Test
    void whoTakesANameFirstOwnsIt() {
        register(ALICE, "cdn.standard", bytes(CHEAP));
        assertThat(reason(register(BOB, "cdn.standard", bytes(DEAR)))).contains("belongs to " + ALICE);
        assertThat(register(BOB, "cdn.standard-2", bytes(CHEAP))).isInstanceOf(Result.Success.class);
    }

    @Test
    void aProfileIsFoundByItsHashWhereItWasPublishedFirst() {
        register(ALICE, "cdn.standard", bytes(DEAR));
        register(ALICE, "cdn.standard", bytes(CHEAP));
        register(BOB, "copy", bytes(CHEAP));
        var view = call(BOB, Registry.PROFILE_BY_HASH.encodeCall(AbiValue.of(CHEAP.hash())));
        var found = Registry.PROFILE_BY_HASH
                .decodeResult(((Result.Success) view).output())
                .orBroken("a profile");
        assertThat(found.text(0)).isEqualTo("cdn.standard");
        assertThat(found.smallNumber(1)).isEqualTo(2);
        assertThat(found.bytes(2)).isEqualTo(bytes(CHEAP));
    }

    @Test
    void theSameVersionIsNotPublishedTwiceInARow() {
        register(ALICE, "cdn.standard", bytes(CHEAP));
        assertThat(reason(register(ALICE, "cdn.standard", bytes(CHEAP)))).contains("newest version already");
    }

    @Test
    void onlyPlainNames() {
        for (var name : List.of("", "Cdn", "cdn standard", "-cdn", "ädn", "a".repeat(65))) {
            assertThat(reason(register(ALICE, name, bytes(CHEAP)))).contains("a name has");
        }
        assertThat(register(ALICE, "a".repeat(64), bytes(CHEAP))).isInstanceOf(Result.Success.class);
    }

    @Test
    void aPriceAboveTheWholeSupplyIsAMistake() {
        var supply = validators.spec.token().supply();
        var sane = BillingProfile.perUnit(UsageKind.BYTES, supply, 1);
        var insane = BillingProfile.perUnit(UsageKind.BYTES, supply.plus(Amount.of(1)), 1);
        assertThat(register(ALICE, "sane", bytes(sane))).isInstanceOf(Result.Success.class);
        assertThat(reason(register(ALICE, "insane", bytes(insane)))).contains("above the whole supply");
    }

    @Test
    void theLongestProfileFits() {
        var tiers = new ArrayList<Tier>();
        for (int i = 0; i < Tariff.MAX_TIERS; i++) {
            tiers.add(new Tier(
                    i == 0 ? 0 : Long.MAX_VALUE - 100 + i,
                    validators.spec.token().supply()));
        }
        var longest = new BillingProfile(
                UsageKind.BYTES,
                BillingMode.PER_UNIT,
                BillingScope.PAYER,
                Direction.DOWN,
                Ranking.NONE,
                Long.MAX_VALUE,
                Rounding.EXACT,
                840,
                new Tariff(true, tiers, Long.MAX_VALUE, validators.spec.token().supply()));
        assertThat(register(ALICE, "longest", bytes(longest))).isInstanceOf(Result.Success.class);
        assertThat(profile("longest", 1).bytes(1)).isEqualTo(bytes(longest));
    }

    /// Whatever bytes are registered decode to a profile that encodes to the same bytes.
    @ParameterizedTest
    @ValueSource(longs = {61, 62, 63})
    void onlyCanonicalBytesAreRegistered(long seed) {
        var random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            var damaged = bytes(CHEAP).toArray();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            var input =
                    random.nextInt(10) == 0 ? Bytes.concatenate(Bytes.wrap(damaged), Bytes.of(0)) : Bytes.wrap(damaged);
            if (register(ALICE, "n" + i, input) instanceof Result.Success) {
                var stored = profile("n" + i, 1);
                var decoded =
                        Rlp.decodeList(stored.bytes(1), BillingProfile::read).orBroken("a profile");
                assertThat(decoded.hash()).isEqualTo(stored.hash(0));
                assertThat(bytes(decoded)).isEqualTo(input);
            } else {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    @Test
    void byteStringsOfEveryLengthAreReadAsWritten() {
        var storage = new Storage(accounts, Reserved.REGISTRY);
        var random = new Random(7);
        for (int size = 0; size < 200; size++) {
            var value = Bytes.random(size, random);
            storage.bytes(Slots.entry(Slots.at(9), size), value);
            assertThat(storage.bytes(Slots.entry(Slots.at(9), size))).isEqualTo(value);
        }
        assertThat(storage.hash(Slots.entry(Slots.at(9), 0))).isEqualTo(Hash.ZERO);
    }
}
