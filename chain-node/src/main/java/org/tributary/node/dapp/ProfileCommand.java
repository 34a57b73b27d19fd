// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.dapp;

import java.nio.file.Path;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.tributary.bandwidth.rating.BillingMode;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.rating.BillingScope;
import org.tributary.bandwidth.rating.Direction;
import org.tributary.bandwidth.rating.Ranking;
import org.tributary.bandwidth.rating.Rounding;
import org.tributary.bandwidth.rating.Tariff;
import org.tributary.node.console.CommandFailed;
import org.tributary.node.console.Tokens;
import org.tributary.node.console.Units;
import org.tributary.primitives.Amount;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.codec.Decoded;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tributary dapp profile`: how usage becomes money. Asks no node: a profile is named by its hash, and lodged with
/// each
/// ticket.
@Command(name = "profile", description = "Write, show and hash billing profiles.")
final class ProfileCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: default, show or hash");
    }

    @Command(
            name = "default",
            description = {
                "Print a profile of a mode, to be edited. Priced units are by default: a GB, a minute of calls, a GB kept for 30",
                "days, a million messages; where samples are ranked an Mbit/s, a call, a GB kept, a message a second.",
                "Redirect it to a file, and give that to `dapp ticket issue --profile`."
            })
    int template(
            @Option(
                            names = "--mode",
                            defaultValue = "per_unit",
                            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
                    BillingMode mode,
            @Option(
                            names = "--kind",
                            defaultValue = "bytes",
                            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
                    UsageKind kind,
            @Option(
                            names = "--price",
                            defaultValue = "10",
                            paramLabel = "TOKENS",
                            converter = Tokens.class,
                            description = "of one priced unit (${DEFAULT-VALUE})")
                    Amount price,
            @Option(
                            names = "--quantum",
                            paramLabel = "UNITS",
                            converter = Units.class,
                            description = "units that are priced together")
                    @Nullable
                    Long quantum) {
        long unit = quantum == null ? quantum(mode, kind) : quantum;
        try {
            print(ProfileFile.json(profile(mode, kind, price, unit)).toPrettyString());
        } catch (IllegalArgumentException refused) {
            throw new CommandFailed(String.valueOf(refused.getMessage()));
        }
        return 0;
    }

    private static long quantum(BillingMode mode, UsageKind kind) {
        if (!mode.isRanked()) {
            return BillingProfile.standard(kind).quantum();
        }
        return switch (kind) {
            case BYTES -> 1_000_000;
            case CALL_MILLISECONDS, MESSAGES -> 1;
            case BYTE_SECONDS -> 1_000_000_000;
        };
    }

    private static BillingProfile profile(BillingMode mode, UsageKind kind, Amount price, long quantum) {
        var ranking = switch (mode) {
            case PER_UNIT, DAILY_TRAFFIC -> Ranking.NONE;
            case DAILY_PEAK, AVERAGE_DAILY_PEAK, TOP_FIVE_AVERAGE -> Ranking.PEAK;
            case PERCENTILE -> Ranking.PERCENTILE_95;
        };
        return new BillingProfile(
                kind,
                mode,
                BillingScope.PROVIDER,
                Direction.DOWN,
                ranking,
                quantum,
                Rounding.EXACT,
                0,
                Tariff.flat(price));
    }

    @Command(description = "Say in words what a profile file says, with its hash.")
    int show(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--json", description = "one line of JSON, with `hash`") boolean json) {
        var profile = read(file);
        print(
                json
                        ? ProfileFile.json(profile)
                                .put("hash", profile.hash().toString())
                                .toString()
                        : text(profile));
        return 0;
    }

    @Command(description = "Print the hash that tickets and bills name a profile by.")
    int hash(@Parameters(paramLabel = "FILE") Path file) {
        print(read(file).hash().toString());
        return 0;
    }

    /// @throws CommandFailed where there is none
    static BillingProfile read(Path file) {
        return switch (ProfileFile.read(file)) {
            case Decoded.Value<BillingProfile>(var value) -> value;
            case Decoded.Malformed<BillingProfile>(var reason) -> throw new CommandFailed(reason);
        };
    }

    private static String text(BillingProfile profile) {
        var tariff = profile.tariff();
        var lines = new StringJoiner("\n")
                .add("profile     " + profile.hash())
                .add("bills       " + word(profile.mode()) + " of " + word(profile.kind()) + ", "
                        + word(profile.direction()) + ", by " + word(profile.scope()))
                .add("priced unit " + profile.quantum() + ", quantity rounded: " + word(profile.rounding()))
                .add("days        of UTC" + (profile.offsetMinutes() == 0 ? "" : offset(profile.offsetMinutes())));
        if (profile.mode().isRanked()) {
            var ranking = profile.ranking();
            lines.add("ranking     rank " + ranking.rank() + ", " + ranking.discardPerMille()
                    + " of 1,000 samples discarded" + (ranking.validDays() ? ", days with usage only" : ""));
        }
        for (var tier : tariff.tiers()) {
            lines.add("from " + tier.from() + "  " + Tokens.text(tier.price())
                    + (tariff.wholeQuantity() ? " for the whole quantity" : " for what lies above"));
        }
        if (tariff.commitment() > 0) {
            lines.add("commitment  " + tariff.commitment() + " units; above it " + Tokens.text(tariff.burstPrice()));
        }
        return lines.toString();
    }

    private static String offset(int minutes) {
        int size = Math.abs(minutes);
        return String.format(Locale.ROOT, " %s %02d:%02d", minutes < 0 ? "−" : "+", size / 60, size % 60);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private void print(String text) {
        var out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
