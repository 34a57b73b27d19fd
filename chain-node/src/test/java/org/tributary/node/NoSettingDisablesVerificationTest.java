// SPDX-License-Identifier: Apache-2.0
package org.tributary.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tributary.genesis.ChainSpec;
import org.tributary.node.cli.TributaryCommand;
import org.tributary.node.config.Setting;
import picocli.CommandLine;

/// Nothing that anybody can set from outside switches a check off: no key of the configuration, no
/// variable, no system property, no option of the command line and no field of the genesis file. Origin:
/// solana-labs/solana#9926, hyperledger/fabric-x-orderer#196, wavesplatform/Waves#2340 and
/// worldcoin/hubble-commander#90, where a flag turns signature checks off.
class NoSettingDisablesVerificationTest {
    /// A name of such a switch has a word that begins so.
    private static final Pattern SUSPECT = Pattern.compile(
            "(verif|check|skip|disabl|enabl|bypass|ignor|omit|unsafe|unsecur|insecur|danger|trust|lax|lenient|relax"
                    + "|strict|permissive|force|debug|test|mock|fake|dummy|experiment|assum|without|validat(?!or)).*"
                    + "|(off|no|not|dev|allow)");

    /// Between the words of a name.
    private static final Pattern BREAK = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");

    /// What has such a name and is no such switch, each with the reason.
    private static final Map<String, String> REVIEWED = new TreeMap<>(Map.of(
            "genesis check", "the command that checks a genesis file",
            "bill verify", "the command that verifies a bill",
            "log verify", "the command that verifies a service log",
            "genesis init --force", "writes over the files of an earlier run; nothing is verified there",
            "dapp ticket issue --no-open", "leaves the opening to the provider; the chain checks it all the same",
            "edge serve --write-off", "how much unsigned service an edge gives up before it serves no more"));

    @Test
    void noNameOfASettingSoundsLikeOne() throws IOException {
        var names = new TreeSet<String>();
        names.addAll(configuration());
        names.addAll(commandLine());
        names.addAll(genesis());
        names.addAll(variablesAndProperties());
        assertThat(names).contains("rpc.port", "TRIBUTARY_RPC_PORT", "TRIBUTARY_LOG", "java.home");
        assertThat(names).contains("bill verify", "node --config", "BucketRules.hardAcceptanceBuckets");

        var suspects = new TreeSet<>(names.stream()
                .filter(NoSettingDisablesVerificationTest::isSuspect)
                .toList());
        assertThat(suspects)
                .as("names that sound like a switch of a check: review each, then list it with its reason")
                .isEqualTo(REVIEWED.keySet());
    }

    /// The list of suspect words would find a switch.
    @Test
    void aSwitchWouldBeFound() {
        assertThat(Stream.of(
                        "verify-signatures",
                        "metering.skip-checks",
                        "TRIBUTARY_UNSAFE",
                        "node --no-verify",
                        "MeteringLimits.trustProviders",
                        "tributary.signatures.off"))
                .allMatch(NoSettingDisablesVerificationTest::isSuspect);
    }

    /// By its last part: an option is not suspect because its command is.
    private static boolean isSuspect(String name) {
        var own = name.substring(name.lastIndexOf(' ') + 1);
        return BREAK.splitAsStream(own)
                .anyMatch(word -> SUSPECT.matcher(word.toLowerCase(Locale.ROOT)).matches());
    }

    private static List<String> configuration() {
        return Stream.of(Setting.values())
                .flatMap(setting -> Stream.of(setting.key(), setting.variable()))
                .toList();
    }

    /// Commands as one types them, each alone and with each of its options.
    private static SortedSet<String> commandLine() {
        var names = new TreeSet<String>();
        collect("", TributaryCommand.line(), names);
        return names;
    }

    private static void collect(String prefix, CommandLine line, SortedSet<String> names) {
        line.getCommandSpec().options().forEach(option -> {
            for (var name : option.names()) {
                names.add((prefix + " " + name).strip());
            }
        });
        line.getSubcommands().forEach((name, command) -> {
            var typed = (prefix + " " + name).strip();
            names.add(typed);
            collect(typed, command, names);
        });
    }

    private static SortedSet<String> genesis() {
        var names = new TreeSet<String>();
        collect(ChainSpec.class, names);
        return names;
    }

    private static void collect(Type type, SortedSet<String> names) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> collect(argument, names));
        } else if (type instanceof Class<?> record
                && record.isRecord()
                && record.getPackage().equals(ChainSpec.class.getPackage())) {
            for (var component : record.getRecordComponents()) {
                if (names.add(record.getSimpleName() + "." + component.getName())) {
                    collect(component.getGenericType(), names);
                }
            }
        }
    }

    private static final Pattern READ = Pattern.compile(
            "(?:System\\.getProperty|System\\.getenv|Boolean\\.getBoolean|Integer\\.getInteger|Long\\.getLong)\\(([^)]*)\\)");
    private static final Pattern LAUNCHER = Pattern.compile("\\$\\{?([A-Z][A-Z_]+)");

    /// All that main code and launcher read by name; the environment as a whole goes to the settings only.
    private static SortedSet<String> variablesAndProperties() throws IOException {
        var names = new TreeSet<String>();
        for (var source : mainSources()) {
            var text = Files.readString(source);
            READ.matcher(text).results().map(match -> match.group(1)).forEach(argument -> {
                if (argument.isEmpty()) {
                    assertThat(text).as("%s", source).contains("options.config(System.getenv())");
                } else {
                    assertThat(argument).as("%s", source).matches("\"[^\"]+\".*");
                    names.add(argument.split("\"", -1)[1]);
                }
            });
        }
        var launcher = Files.readString(Path.of("../tributary"));
        LAUNCHER.matcher(launcher).results().forEach(match -> names.add(match.group(1)));
        return names;
    }

    private static List<Path> mainSources() throws IOException {
        try (var files = Files.walk(Path.of(".."))) {
            return files.filter(file -> file.toString().replace('\\', '/').contains("/src/main/java/"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .toList();
        }
    }
}
