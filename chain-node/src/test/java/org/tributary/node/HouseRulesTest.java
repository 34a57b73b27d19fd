// SPDX-License-Identifier: Apache-2.0
package org.tributary.node;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.tributary.bandwidth.check.BatchCheck;
import org.tributary.bandwidth.check.SoundBatch;
import org.tributary.bandwidth.check.VerifiedBatch;
import org.tributary.bandwidth.check.VerifiedSlice;
import org.tributary.bandwidth.receipt.SignedBatch;

/// The rules that keep the core pure and the arrows one way, for all modules, checked from the one that
/// sees them all.
@AnalyzeClasses(packages = "org.tributary", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    private static final String[] CORE = {
        "org.tributary.primitives..",
        "org.tributary.genesis",
        "org.tributary.bandwidth..",
        "org.tributary.ledger..",
        "org.tributary.pbft"
    };

    @ArchTest
    static final ArchRule ARROWS_POINT_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("primitives")
            .definedBy("org.tributary.primitives..")
            .layer("genesis")
            .definedBy("org.tributary.genesis..")
            .layer("proof-of-bandwidth")
            .definedBy("org.tributary.bandwidth..")
            .layer("service-ledger")
            .definedBy("org.tributary.ledger..")
            .layer("consensus-pbft")
            .definedBy("org.tributary.pbft..")
            .layer("rpc")
            .definedBy("org.tributary.rpc..")
            .layer("chain-node")
            .definedBy("org.tributary.node..")
            .whereLayer("chain-node")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("rpc")
            .mayOnlyBeAccessedByLayers("chain-node")
            .whereLayer("consensus-pbft")
            .mayOnlyBeAccessedByLayers("chain-node")
            .whereLayer("service-ledger")
            .mayOnlyBeAccessedByLayers("rpc", "chain-node")
            .whereLayer("proof-of-bandwidth")
            .mayOnlyBeAccessedByLayers("service-ledger", "rpc", "chain-node")
            .whereLayer("genesis")
            .mayOnlyBeAccessedByLayers("service-ledger", "rpc", "chain-node");

    @ArchTest
    static final ArchRule THE_CORE_READS_NO_CLOCK_AND_DRAWS_NO_CHANCE = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.random..", "java.time..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.security.SecureRandom");

    @ArchTest
    static final ArchRule THE_CORE_DOES_NO_INPUT_OR_OUTPUT = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..", "org.slf4j..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.(File|.*Stream|.*Reader|.*Writer).*")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.Thread");

    @ArchTest
    static final ArchRule THIRD_PARTIES_STAY_WHERE_THEY_BELONG = noClasses()
            .that(resideOutside("org.tributary.primitives.crypto.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "fr.acinq..",
                    "org.bouncycastle.crypto..",
                    "org.bouncycastle.math..",
                    "org.bouncycastle.asn1.sec.."));

    @ArchTest
    static final ArchRule ROCKSDB_ONLY_IN_STORAGE = onlyIn("org.rocksdb..", "org.tributary.node.storage..");

    @ArchTest
    static final ArchRule GRPC_ONLY_AT_THE_WIRE = onlyIn("io.grpc..", "org.tributary.node..", "org.tributary.rpc..");

    @ArchTest
    static final ArchRule WEB3J_NOT_IN_THE_CORE = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.web3j..", "com.fasterxml..", "io.javalin.."));

    /// A batch counts as verified because it was: verdicts are made where signatures are checked, and by
    /// nobody else. Protocol §7.3.
    @ArchTest
    static final ArchRule VERDICTS_COME_FROM_THE_CHECK = noClasses()
            .that()
            .doNotBelongToAnyOf(SoundBatch.class, BatchCheck.class)
            .should(callConstructorOf(SoundBatch.class, VerifiedSlice.class, VerifiedBatch.class));

    @ArchTest
    static final ArchRule ONLY_JOINED_SLICES_ARE_A_VERIFIED_BATCH =
            noClasses().that().doNotBelongToAnyOf(SoundBatch.class).should(callConstructorOf(VerifiedBatch.class));

    /// Windows and blocks are made of verified batches: what a provider sent does not fit in.
    @ArchTest
    static final ArchRule WINDOWS_TAKE_VERIFIED_BATCHES_ONLY = noCodeUnits()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(
                    "org.tributary.bandwidth.metering", "org.tributary.bandwidth.merge", "org.tributary.ledger.service")
            .should(take(SignedBatch.class, SoundBatch.class));

    /// No flag says how well to check.
    @ArchTest
    static final ArchRule CHECKS_HAVE_NO_SWITCH = noCodeUnits()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("org.tributary.bandwidth.check")
            .should(take(boolean.class, Boolean.class));

    /// Else a constructor that is hidden could be called all the same.
    @ArchTest
    static final ArchRule NO_REFLECTION_PAST_ACCESS_RULES = noClasses()
            .should()
            .callMethod(java.lang.reflect.AccessibleObject.class, "setAccessible", boolean.class)
            .orShould()
            .callMethod(java.lang.reflect.Constructor.class, "setAccessible", boolean.class)
            .orShould()
            .callMethod(java.lang.reflect.Field.class, "setAccessible", boolean.class);

    @ArchTest
    static final ArchRule NO_CYCLES_IN_THE_LEDGER =
            slices().matching("org.tributary.ledger.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_CYCLES_IN_PRIMITIVES =
            slices().matching("org.tributary.primitives.(*)..").should().beFreeOfCycles();

    /// Others take it without a node.
    @ArchTest
    static final ArchRule THE_CLIENT_LIBRARY_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage("org.tributary.node.client..")
            .should()
            .dependOnClassesThat(DescribedPredicate.and(
                    resideInAnyPackage(
                            "org.tributary.node..",
                            "org.tributary.rpc..",
                            "org.tributary.ledger..",
                            "org.tributary.pbft..",
                            "org.tributary.genesis..",
                            "io.grpc..",
                            "io.javalin..",
                            "org.slf4j.."),
                    resideOutside("org.tributary.node.client..")));

    private static ArchCondition<JavaClass> callConstructorOf(Class<?>... types) {
        var names = Stream.of(types).map(Class::getName).toList();
        return new ArchCondition<>("call a constructor of " + names) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getConstructorCallsFromSelf().stream()
                        .filter(call -> names.contains(call.getTargetOwner().getName()))
                        .forEach(call -> events.add(SimpleConditionEvent.satisfied(call, call.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaCodeUnit> take(Class<?>... types) {
        var names = Stream.of(types).map(Class::getName).toList();
        return new ArchCondition<>("take one of " + names) {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                unit.getRawParameterTypes().stream()
                        .filter(parameter -> names.contains(parameter.getName()))
                        .forEach(parameter -> events.add(SimpleConditionEvent.satisfied(
                                unit, unit.getFullName() + " takes " + parameter.getName())));
            }
        };
    }

    private static DescribedPredicate<JavaClass> resideOutside(String pattern) {
        return DescribedPredicate.not(resideInAPackage(pattern));
    }

    private static ArchRule onlyIn(String library, String... packages) {
        return noClasses()
                .that(DescribedPredicate.not(resideInAnyPackage(packages)))
                .should()
                .dependOnClassesThat(resideInAPackage(library).and(alwaysTrue()));
    }
}
