// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.Networks;
import org.tributary.genesis.Preset;
import org.tributary.primitives.Amount;
import org.tributary.primitives.codec.Decoded;

class SpecFileTest {
    private final ChainSpec spec = Networks.devnet();

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsReadBack(Preset preset, @TempDir Path directory) {
        var written = preset.found(Networks.founders(4));
        var file = directory.resolve("genesis.json");
        SpecFile.write(written, file);
        assertThat(SpecFile.read(file)).isEqualTo(new Decoded.Value<>(written));
    }

    @Test
    void layoutAndFieldOrderHaveNoPartInTheHash() throws JsonProcessingException {
        var root = SpecTree.of(spec);
        var reversed = SpecTree.reversed(root);
        assertThat(reversed.toString()).isNotEqualTo(root.toString());
        assertThat(SpecTree.value(reversed).hash()).isEqualTo(spec.hash());
    }

    /// Numbers go up and down by one, strings change their last character: whatever is still valid is another network.
    @Test
    void everyFieldIsUnderTheHash() throws JsonProcessingException {
        int changed = 0;
        for (var mutant : SpecTree.mutants(spec)) {
            switch (SpecFile.parse(mutant.json())) {
                case Decoded.Value<ChainSpec>(var other) -> {
                    changed++;
                    assertThat(other.hash()).as(mutant.path()).isNotEqualTo(spec.hash());
                }
                case Decoded.Malformed<ChainSpec>(var reason) ->
                    assertThat(reason).as(mutant.path()).contains(": ");
            }
        }
        assertThat(changed).isGreaterThan(SpecTree.mutants(spec).size() / 2);
    }

    /// Single allocations cannot change alone, for the sum must stay: so one unit moves.
    @Test
    void everyAllocationIsUnderTheHash() {
        var first = spec.allocations().firstKey().toString();
        var last = spec.allocations().lastKey().toString();
        var moved = edited(root -> {
            var balances = allocations(root);
            var sum = spec.allocations().firstEntry().getValue().minus(Amount.of(1));
            balances.put(first, sum.toString());
            balances.put(
                    last,
                    spec.allocations().lastEntry().getValue().plus(Amount.of(1)).toString());
        });
        assertThat(SpecFile.parse(moved).orBroken("a specification").hash()).isNotEqualTo(spec.hash());
    }

    @Test
    void everyMissingFieldIsNamed() throws JsonProcessingException {
        for (var path : SpecTree.namedFields(spec)) {
            assertThat(refusal(SpecTree.without(spec, path))).isEqualTo(path + ": is missing");
        }
    }

    @Test
    void everyFieldOfAnotherKindIsNamed() throws JsonProcessingException {
        for (var path : SpecTree.leaves(spec)) {
            assertThat(refusal(SpecTree.with(spec, path, "\"? ?\""))).startsWith(path + ": ");
            assertThat(refusal(SpecTree.with(spec, path, "-1"))).startsWith(path + ": ");
            assertThat(refusal(SpecTree.with(spec, path, "1.5"))).startsWith(path + ": ");
            assertThat(refusal(SpecTree.with(spec, path, "null"))).startsWith(path + ": ");
            assertThat(refusal(SpecTree.with(spec, path, "[]"))).startsWith(path + ": ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network.chainId | 1 | network.chainId: 1 belongs to a public network",
                "network.chainId | 4294967296 | network.chainId: a chain id lies in",
                "network.name | \"a b\" | network.name: must be",
                "network.epochSeed | \"0x12\" | network.epochSeed: a hash has 32 bytes",
                "rules.token.supply | \"1\" | rules.token.reserve: must not exceed",
                "rules.token.gasPrice | \"1e9\" | rules.token.gasPrice: an amount is a decimal number",
                "rules.token.gasPrice | 1000 | rules.token.gasPrice: must be a string",
                "rules.chains.block.burst | 0 | rules.chains.block.burst: must lie in",
                "rules.chains.block.maxBlockIntervalMillis | 49 | rules.chains.block.maxBlockIntervalMillis: must",
                "rules.settlement.protocolFeeBasisPoints | 10001 | rules.settlement.protocolFeeBasisPoints: must",
                "rules.settlement.holdback[1].fromAgeMillis | 0 | rules.settlement.holdback[1].fromAgeMillis: must be above",
                "rules.settlement.holdbackMillis | 59999 | rules.settlement.holdbackMillis: must be at least the challenge",
                "rules.election.epoch.seats | 3 | committees.cdn: has 4 members",
                "rules.chains.crossChain.accountShardBits | 1 | committees.shard-0: is missing",
                "serviceChains[0].name | \"main\" | serviceChains[0].name: main is not",
                "serviceChains[0].kind | \"BITS\" | serviceChains[0].kind: must be one of",
                "serviceChains[0].buckets.retentionBuckets | 84 | serviceChains[0].buckets.retentionBuckets: must cover",
                "committees.main[2].consensusKey | \"0x02\" | committees.main[2].consensusKey: a compressed public key",
                "committees.main[2].operator | \"0xzz\" | committees.main[2].operator: not a hex digit",
                "committees.main[2] | 7 | committees.main[2]: must be an object",
                "committees.main | [] | committees.main: a committee has 1 to",
            })
    void namesTheBadField(String path, String value, String error) throws JsonProcessingException {
        assertThat(refusal(SpecTree.with(spec, path, value))).startsWith(error);
    }

    @Test
    void refusesAKeyThatIsNoPointOfTheCurve() throws JsonProcessingException {
        var noPoint = "\"0x02" + "ff".repeat(32) + "\"";
        assertThat(refusal(SpecTree.with(spec, "committees.main[2].consensusKey", noPoint)))
                .startsWith("committees.main[2].consensusKey: ");
    }

    @Test
    void refusesOneKeyInTwoSeats() throws JsonProcessingException {
        var key = spec.committees().byChain().firstEntry().getValue().member(0).consensusKey();
        assertThat(refusal(SpecTree.with(spec, "committees.main[2].consensusKey", "\"" + key + "\"")))
                .startsWith("committees.main: a committee has no consensus key twice");
    }

    @Test
    void refusesAllocationsThatDoNotAddUp() {
        var account = spec.allocations().firstKey();
        var less = refusal(edited(root -> allocations(root).put(account.toString(), "1")));
        assertThat(less).startsWith("rules.token.supply: is ");
        var most = "340282366920938463463374607431768211455";
        var more = refusal(edited(root -> allocations(root).put(account.toString(), most)));
        assertThat(more).startsWith("allocations." + account + ": brings allocations and reserve above the supply");
    }

    @Test
    void refusesOneAccountTwiceInTwoSpellings() {
        var account = spec.allocations().firstKey().toString();
        var upper = "0x" + account.substring(2).toUpperCase(Locale.ROOT);
        assertThat(refusal(edited(root -> allocations(root).put(upper, "1"))))
                .startsWith("allocations." + upper + ": is there twice");
    }

    @Test
    void refusesUnknownFieldsAtEveryLevel() {
        assertThat(refusal(edited(root -> root.put("extra", 1)))).isEqualTo("extra: unknown field");
        assertThat(refusal(edited(root -> root.withObject("/rules/token").put("extra", 1))))
                .isEqualTo("rules.token.extra: unknown field");
    }

    @Test
    void refusesDuplicateFields() {
        var twice = SpecFile.format(spec).replaceFirst("\"name\"", "\"name\":\"x\",\"name\"");
        assertThat(refusal(twice)).contains("Duplicate field 'name'").startsWith("line ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7", "null", "{} {}", "{\"network\":", "\u0000", "{\"network\":NaN}"})
    void refusesWhatIsNoSpecification(String text) {
        assertThat(refusal(text)).isNotBlank();
    }

    @Test
    void refusesDeepNestingWithoutOverflow() {
        assertThat(refusal("{\"a\":".repeat(100_000))).contains("nesting");
    }

    @Test
    void saysWhichFileCannotBeRead(@TempDir Path directory) throws IOException {
        var missing = directory.resolve("none.json");
        assertThat(SpecFile.read(missing))
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class,
                        malformed -> assertThat(malformed.reason()).startsWith(missing + ": "));
        assertThat(Files.exists(missing)).isFalse();
        var damaged = Files.writeString(directory.resolve("damaged.json"), "{}");
        assertThat(SpecFile.read(damaged))
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class,
                        malformed -> assertThat(malformed.reason()).startsWith(damaged + ": "));
    }

    private String edited(Consumer<ObjectNode> edit) {
        var root = SpecTree.of(spec);
        edit.accept(root);
        return root.toString();
    }

    private static ObjectNode allocations(ObjectNode root) {
        return root.withObject("/allocations");
    }

    private static String refusal(String json) {
        return switch (SpecFile.parse(json)) {
            case Decoded.Value<ChainSpec> value -> throw new AssertionError("accepted: " + json);
            case Decoded.Malformed<ChainSpec>(var reason) -> reason;
        };
    }
}
