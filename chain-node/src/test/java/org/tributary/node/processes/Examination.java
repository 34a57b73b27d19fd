// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import org.awaitility.Awaitility;

/// What holds after every fault, and is asked of every validator over the doors that users have.
final class Examination {
    /// How soon, at the latest, everything goes on after the last fault was taken away: several of the longest view time-outs.
    /// A bound on being stuck, not a goal: a busy machine must not decide a test.
    static final Duration BOUND = Duration.ofSeconds(60);

    private final Validators validators;
    private final Payments payments;
    private long agreed;

    Examination(Validators validators, Payments payments) {
        this.validators = validators;
        this.payments = payments;
    }

    /// Every client is served.
    void progress() {
        payments.awaitProgress(BOUND);
    }

    /// Every validator is as far as the others, all have the same blocks, and no token came or went.
    void sameEverywhere() {
        everyoneIsThere();
        agreement();
        conservation();
    }

    /// After the last payment: whatever any node ever called final stands in the same block at all of them, and each
    /// payment was made once.
    void everythingFinal() throws InterruptedException {
        payments.finish(BOUND);
        sameEverywhere();
        for (var payer : payments.payers()) {
            assertThat(payer.finals()).isNotEmpty().allMatch(Final::succeeded);
            for (var door : validators.doors()) {
                for (var known : payer.finals()) {
                    assertThat(door.finality(known.transaction())).contains(known);
                }
                assertThat(door.balance(payer.receiver()))
                        .isEqualTo(payer.finals().size());
            }
        }
    }

    private void everyoneIsThere() {
        long height = validators.doors().stream()
                .mapToLong(Examination::heightOrNone)
                .max()
                .orElseThrow();
        for (var member : validators.members()) {
            assertThat(member.alive()).isTrue();
            Awaitility.await()
                    .alias("a node that is behind reaches height " + height)
                    .atMost(BOUND)
                    .until(() -> heightOrNone(member.rpc()) >= height);
        }
    }

    private static long heightOrNone(Rpc door) {
        try {
            return door.height();
        } catch (UncheckedIOException busy) {
            return -1;
        }
    }

    private void agreement() {
        long common = validators.doors().stream().mapToLong(Rpc::height).min().orElseThrow();
        for (long height = agreed; height <= common; height++) {
            var block = validators.member(0).rpc().blockHash(height);
            for (var door : validators.doors()) {
                assertThat(door.blockHash(height)).as("block %s", height).isEqualTo(block);
            }
        }
        agreed = common;
    }

    private void conservation() {
        for (var door : validators.doors()) {
            assertThat(door.call("trib_getSupply").path("conserved").asBoolean())
                    .isTrue();
        }
    }
}
