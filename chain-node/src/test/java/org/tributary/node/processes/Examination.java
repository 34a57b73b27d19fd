// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;

/// What holds after every fault, and is asked of every validator over the doors that users have.
final class Examination {
    /// How soon, at the latest, everything goes on after the last fault was taken away: several of the longest view
    /// time-outs. A bound on being stuck, not a goal: a busy machine must not decide a test.
    static final Duration BOUND = Duration.ofSeconds(90);

    private final Validators validators;
    private final Payments payments;

    Examination(Validators validators, Payments payments) {
        this.validators = validators;
        this.payments = payments;
    }

    /// Every client is served.
    void progress() {
        payments.awaitProgress(BOUND);
    }

    /// Every validator is as far as the others, all have the same newest block (which names those before it), and no token
    /// came or went.
    void sameEverywhere() {
        everyoneIsThere();
        long common = commonHeight();
        var newest = validators.member(0).rpc().block(common);
        for (var door : validators.doors()) {
            assertThat(door.block(common)).as("block %s", common).isEqualTo(newest);
            assertThat(door.call("trib_getSupply").path("conserved").asBoolean())
                    .isTrue();
        }
    }

    /// After the last payment: all validators tell the same history; whatever any of them ever called final stands in it,
    /// in the block that was named; and each payment was made once.
    void everythingFinal() throws InterruptedException {
        payments.finish(BOUND);
        sameEverywhere();
        long common = commonHeight();
        var history = history(validators.member(0).rpc(), common);
        for (var door : validators.doors()) {
            assertThat(history(door, common)).isEqualTo(history);
        }
        var blocks = blocksByTransaction(history);
        for (var payer : payments.payers()) {
            assertThat(payer.finals())
                    .isNotEmpty()
                    .allMatch(Final::succeeded)
                    .allMatch(known -> known.block().equals(blocks.get(known.transaction().toString())));
            for (var door : validators.doors()) {
                assertThat(door.balance(payer.receiver())).isEqualTo(payer.finals().size());
            }
        }
    }

    private static List<Rpc.Block> history(Rpc door, long last) {
        return LongStream.rangeClosed(0, last).mapToObj(door::block).toList();
    }

    private static Map<String, String> blocksByTransaction(List<Rpc.Block> history) {
        var blocks = new HashMap<String, String>();
        for (var block : history) {
            for (var transaction : block.transactions()) {
                assertThat(blocks.put(transaction, block.hash()))
                        .as("a second place of %s", transaction)
                        .isNull();
            }
        }
        return blocks;
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

    private long commonHeight() {
        return validators.doors().stream().mapToLong(Rpc::height).min().orElseThrow();
    }

    private static long heightOrNone(Rpc door) {
        try {
            return door.height();
        } catch (UncheckedIOException busy) {
            return -1;
        }
    }
}
