// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.challenge;

import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.contract.Challenges;
import org.tributary.ledger.contract.OpenDemand;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.transaction.Call;
import org.tributary.node.remote.RemoteFailed;
import org.tributary.node.remote.Wallet;

/// Answers the demands on one provider's entries, the most urgent first. What is open main says, so an outage or a
/// restart forgets nothing; what cannot be answered now is tried again with the next look.
public final class DemandWatch {
    private static final Logger LOG = LoggerFactory.getLogger(DemandWatch.class);

    private final DemandReader demands;
    private final AnswerSearch search;
    private final Wallet wallet;
    private final InstantSource time;
    private final TreeMap<Long, String> told = new TreeMap<>();
    private long answered;
    private volatile State state = new State(List.of(), 0, Optional.of("nobody has looked yet"));

    /// @param wallet of the provider, whose demands these are; it pays for the answers and gets its part of the bonds
    public DemandWatch(DemandReader demands, AnswerSearch search, Wallet wallet, InstantSource time) {
        this.demands = demands;
        this.search = search;
        this.wallet = wallet;
        this.time = time;
    }

    /// One that is still open after a look.
    ///
    /// @param why it is not answered
    public record Waiting(long number, OpenDemand demand, String why) {}

    /// How it stood at the last look.
    ///
    /// @param answered since the start
    /// @param failure why the look came to nothing
    public record State(List<Waiting> open, long answered, Optional<String> failure) {
        public State {
            open = List.copyOf(open);
        }

        /// Milliseconds that are left for the most urgent one that can still be answered.
        public Optional<Long> leftMillis(Instant now) {
            return open.stream()
                    .map(waiting -> waiting.demand().untilMillis() - now.toEpochMilli())
                    .filter(left -> left >= 0)
                    .min(Comparator.naturalOrder());
        }
    }

    public State state() {
        return state;
    }

    /// Answers what can be answered.
    public void look() {
        try {
            var open = demands.of(wallet.address());
            told.keySet().retainAll(open.keySet());
            var waiting = new ArrayList<Waiting>();
            open.entrySet().stream()
                    .sorted(Comparator.comparingLong(entry -> entry.getValue().untilMillis()))
                    .forEach(entry -> answer(entry).ifPresent(waiting::add));
            state = new State(waiting, answered, Optional.empty());
        } catch (RemoteFailed away) {
            state = new State(state.open(), answered, Optional.of(String.valueOf(away.getMessage())));
            LOG.info("event=demands_unknown why={}", away.getMessage());
        }
    }

    /// Nothing where it is answered now, by whomever.
    private Optional<Waiting> answer(Map.Entry<Long, OpenDemand> entry) {
        long number = entry.getKey();
        var demand = entry.getValue();
        if (demand.untilMillis() < time.millis()) {
            return waits(number, demand, "the time to answer it is over");
        }
        return switch (search.search(demand)) {
            case AnswerSearch.Found.Nothing(var why) -> waits(number, demand, why);
            case AnswerSearch.Found.Proof(var proof) -> send(number, demand, proof);
        };
    }

    private Optional<Waiting> send(long number, OpenDemand demand, Bytes proof) {
        try {
            var receipt = wallet.execute("answer demand " + number, call(number, proof));
            answered++;
            LOG.info(
                    "event=demand_answered number={} kind={} chain={} subject={} challenger={} transaction={}",
                    number,
                    demand.kind(),
                    demand.chain(),
                    demand.subject(),
                    demand.challenger(),
                    receipt.path("transactionHash").asText());
            return Optional.empty();
        } catch (RemoteFailed failed) {
            if (demands.open(number).isEmpty()) {
                LOG.info("event=demand_answered_by_another number={}", number);
                return Optional.empty();
            }
            return waits(number, demand, String.valueOf(failed.getMessage()));
        }
    }

    /// How long the chains of the network leave for an answer, at least.
    public static long leastAnswerMillis(ChainSpec spec) {
        return spec.serviceChains().stream()
                .mapToLong(chain -> Challenges.answerMillis(chain.buckets()))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    static Call call(long number, Bytes proof) {
        var input = Challenges.ANSWER.encodeCall(AbiValue.of(number), AbiValue.of(proof));
        return new Call(Optional.of(Reserved.CHALLENGES), BigInteger.ZERO, input);
    }

    /// Says it when the reason is a new one.
    private Optional<Waiting> waits(long number, OpenDemand demand, String why) {
        if (!why.equals(told.put(number, why))) {
            LOG.warn(
                    "event=demand_open number={} kind={} chain={} amount={} until={} why={}",
                    number,
                    demand.kind(),
                    demand.chain(),
                    demand.amount(),
                    Instant.ofEpochMilli(demand.untilMillis()),
                    why);
        }
        return Optional.of(new Waiting(number, demand, why));
    }
}
