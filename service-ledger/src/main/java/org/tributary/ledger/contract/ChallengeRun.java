// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.challenge.Challenge;
import org.tributary.bandwidth.challenge.Claim;
import org.tributary.bandwidth.challenge.Demand;
import org.tributary.bandwidth.challenge.Entry;
import org.tributary.bandwidth.challenge.Finding;
import org.tributary.bandwidth.challenge.Question;
import org.tributary.bandwidth.challenge.WindowRoots;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Event;
import org.tributary.ledger.contract.CreditNotes.Parties;
import org.tributary.ledger.contract.Scopes.Charge;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Slots;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.typed.Domain;

/// One call that challenges, demands, answers or concludes. What cannot be judged is a revert; what is judged and wrong
/// costs the challenger its bond.
final class ChallengeRun {
    static final Event DEMANDED = Event.of("Demanded(uint48 indexed number,address indexed challenger,"
            + "bytes32 indexed subject,uint8 kind,uint64 untilMillis)");
    static final Event ANSWERED = Event.of("Answered(uint48 indexed number,address indexed by)");
    static final Event CONCLUDED = Event.of("Concluded(uint48 indexed number,address indexed by)");
    static final Event OMISSION_PROVED =
            Event.of("OmissionProved(bytes32 indexed batch,address indexed provider,bytes32 chain)");

    private final ChainSpec spec;
    private final Accounts accounts;
    private final Call call;
    private final Demands demands;
    private final Judgement judgement;

    ChallengeRun(ChainSpec spec, Accounts accounts, Call call) {
        this.spec = spec;
        this.accounts = accounts;
        this.call = call;
        this.demands = new Demands(accounts, call.nowMillis());
        this.judgement = new Judgement(spec, accounts, call.nowMillis());
    }

    Result challenge(Bytes proof) {
        return switch (Challenge.decode(proof)) {
            case Decoded.Malformed<Challenge>(var reason) -> Result.revert("not a challenge: " + reason);
            case Decoded.Value<Challenge>(var shown) ->
                isChain(shown.chain()) ? judge(shown) : Result.revert("there is no such service chain");
        };
    }

    private Result judge(Challenge shown) {
        var windows = new SettledWindows(spec, accounts, shown.chain());
        return switch (shown.claim().judge(shown.profile(), windows.open(call.nowMillis(), 0))) {
            case Finding.Unusable(var reason) -> Result.revert(reason);
            case Finding.Sound(var key) -> {
                var payee = Registry.provider(accounts, key.provider(), call.nowMillis())
                        .payee();
                judgement.failed(call.sender(), payee);
                yield done(Challenges.CHALLENGE.encodeResult(AbiValue.of(false)));
            }
            case Finding.Proved proved -> {
                var id = Demands.id(shown.chain(), proved.place());
                if (demands.isCredited(id)
                        || other(shown).filter(demands::isCredited).isPresent()) {
                    yield Result.revert("this is credited already");
                }
                var parties = parties(shown.chain(), proved);
                judgement.proved(id, proved.fault(), parties, charge(shown.chain(), shown.profile(), proved));
                judgement.returnBond(call.sender());
                yield done(Challenges.CHALLENGE.encodeResult(AbiValue.of(true)));
            }
        };
    }

    /// Of two entries that count the same, one may be credited.
    private static Optional<Hash> other(Challenge shown) {
        return shown.claim() instanceof Claim.CountedTwice(var entry, var other)
                ? Optional.of(Demands.id(shown.chain(), other.place()))
                : Optional.empty();
    }

    Result demand(Bytes proof) {
        return switch (Question.decode(proof)) {
            case Decoded.Malformed<Question>(var reason) -> Result.revert("not a demand: " + reason);
            case Decoded.Value<Question>(var asked) ->
                isChain(asked.chain()) ? demand(asked) : Result.revert("there is no such service chain");
        };
    }

    private Result demand(Question asked) {
        var chain = asked.chain();
        return switch (asked.demand()) {
            case Demand.OfReceipt of ->
                ofEntry(chain, DemandKind.RECEIPT, of.profile(), of.entry(), of.judge(open(chain)));
            case Demand.OfOpening of ->
                ofEntry(chain, DemandKind.OPENING, of.profile(), of.entry(), of.judge(open(chain)));
            case Demand.OfOrder(var certificate) -> ofOrder(chain, certificate);
        };
    }

    private WindowRoots open(ChainName chain) {
        var windows = new SettledWindows(spec, accounts, chain);
        return windows.open(call.nowMillis(), windows.answerMillis());
    }

    private Result ofEntry(ChainName chain, DemandKind kind, BillingProfile profile, Entry entry, Finding finding) {
        if (!(finding instanceof Finding.Proved proved)) {
            return Result.revert(finding instanceof Finding.Unusable(var reason) ? reason : "nothing to demand");
        }
        var id = Demands.id(chain, proved.place());
        if (demands.isCredited(id)) {
            return Result.revert("this is credited already");
        }
        var leaf = entry.leaf();
        var charge = charge(chain, profile, proved);
        var parties = parties(chain, proved);
        return raise(new Demands.Demand(
                kind, leaf.ticket(), leaf.receipt(), id, entry.window(), parties, charge, until(chain)));
    }

    /// Acceptance of the batch must be over, so that its order can no longer come, and not for longer than entries can
    /// be challenged.
    private Result ofOrder(ChainName chain, BatchCertificate certificate) {
        var verdict = certificate.verify(domain(chain), spec.committee(chain));
        if (!certificate.batch().chain().equals(chain) || verdict instanceof Verdict.Reject) {
            return Result.revert("this is no batch certificate of the chain");
        }
        var windows = new SettledWindows(spec, accounts, chain);
        var buckets = spec.serviceChain(chain).buckets();
        long over = certificate.arrival().number() + buckets.hardAcceptanceBuckets() + 1;
        long sinceMillis = call.nowMillis() - over * buckets.bucketMillis();
        if (sinceMillis < 0 || sinceMillis + windows.answerMillis() > windows.challengeMillis()) {
            return Result.revert(
                    sinceMillis < 0 ? "the batch may still be ordered" : "the time to challenge this is over");
        }
        var batch = certificate.hash();
        var parties = new Parties(chain, Hash.ZERO, certificate.batch().provider(), call.sender());
        var nothing = new Charge(Hash.ZERO, 0, Amount.ZERO);
        long arrival = certificate.arrival().number();
        var place = Demands.id(chain, batch);
        return raise(
                new Demands.Demand(DemandKind.ORDER, batch, Hash.ZERO, place, arrival, parties, nothing, until(chain)));
    }

    private Result raise(Demands.Demand demand) {
        if (demands.wasRaised(demand.kind(), demand.place())) {
            return Result.revert("this was demanded before");
        }
        var windows = new SettledWindows(spec, accounts, demand.parties().chain());
        long number = demands.raise(demand, call.nowMillis() + windows.memoryMillis());
        judgement.log(
                DEMANDED,
                AbiValue.of(number),
                AbiValue.of(call.sender()),
                AbiValue.of(demand.subject()),
                AbiValue.of(demand.kind().code()),
                AbiValue.of(demand.untilMillis()));
        return done(Challenges.DEMAND.encodeResult(AbiValue.of(number)));
    }

    Result answer(long number, Bytes proof) {
        if (!demands.isOpen(number)) {
            return Result.revert("no such demand is open");
        }
        var demand = demands.open(number);
        if (call.nowMillis() > demand.untilMillis()) {
            return Result.revert("the time to answer this is over");
        }
        var owner = Pool.of(accounts, demand.parties().pool()).owner();
        if (!new Answers(spec).fits(demand.shown(), owner, proof)) {
            return Result.revert("this is not what was demanded");
        }
        demands.close(number);
        judgement.log(ANSWERED, AbiValue.of(number), AbiValue.of(call.sender()));
        judgement.failed(demand.parties().challenger(), call.sender());
        return done(Bytes.EMPTY);
    }

    /// What was not answered in time is proved. Anybody may say so, for another challenge time; later only the bond
    /// comes
    /// back, because main no longer knows whether the entry was credited otherwise.
    Result conclude(long number) {
        if (!demands.isOpen(number)) {
            return Result.revert("no such demand is open");
        }
        var demand = demands.open(number);
        if (call.nowMillis() <= demand.untilMillis()) {
            return Result.revert("the demand may be answered until " + demand.untilMillis());
        }
        demands.close(number);
        var parties = demand.parties();
        if (demand.kind() == DemandKind.ORDER) {
            var chain = AbiValue.of(new Hash(Slots.word(parties.chain())));
            judgement.log(OMISSION_PROVED, AbiValue.of(demand.subject()), AbiValue.of(parties.provider()), chain);
        } else if (!isForgotten(demand) && !demands.isCredited(demand.place())) {
            judgement.proved(demand.place(), "nobody showed what was demanded", parties, demand.charge());
        }
        judgement.log(CONCLUDED, AbiValue.of(number), AbiValue.of(call.sender()));
        judgement.returnBond(parties.challenger());
        return done(Bytes.EMPTY);
    }

    private boolean isForgotten(Demands.Demand demand) {
        var windows = new SettledWindows(spec, accounts, demand.parties().chain());
        return call.nowMillis() > demand.untilMillis() + windows.challengeMillis();
    }

    private Parties parties(ChainName chain, Finding.Proved proved) {
        return new Parties(chain, proved.key().pool(), proved.key().provider(), call.sender());
    }

    private Charge charge(ChainName chain, BillingProfile profile, Finding.Proved proved) {
        long bucketMillis = spec.serviceChain(chain).buckets().bucketMillis();
        return new Scopes(accounts, chain).charge(proved, profile, bucketMillis);
    }

    private long until(ChainName chain) {
        return call.nowMillis() + new SettledWindows(spec, accounts, chain).answerMillis();
    }

    private boolean isChain(ChainName name) {
        return spec.serviceChains().stream().anyMatch(chain -> chain.name().equals(name));
    }

    private Domain domain(ChainName chain) {
        return Domain.of(spec.chainId(), spec.hash(), chain);
    }

    private Result done(Bytes output) {
        return new Result.Success(output, judgement.logs(), List.of());
    }
}
