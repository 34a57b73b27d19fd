// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import org.tributary.genesis.BucketRules;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.ServiceChainSpec;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Arguments;
import org.tributary.ledger.abi.Event;
import org.tributary.ledger.abi.Function;
import org.tributary.ledger.contract.Operations.Operation;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.primitives.Address;

/// Judges what anybody shows to be wrong with an entry of a settled window, and keeps providers' bonds. Protocol §7.12,
/// ADR 0017.
public final class Challenges implements PlatformContract {
    public static final Function CHALLENGE = Function.of("challenge(bytes proof)", "(bool proved)");
    public static final Function DEMAND = Function.of("demand(bytes proof)", "(uint48 number)");
    public static final Function ANSWER = Function.of("answer(uint48 number,bytes proof)");
    public static final Function CONCLUDE = Function.of("conclude(uint48 number)");
    public static final Function POST_BOND = Function.of("postBond()");
    public static final Function END_BOND = Function.of("endBond()");
    public static final Function TAKE_BOND = Function.of("takeBond()");
    public static final Function BOND = Function.of("bond(address provider)", "(uint256 amount,uint64 endsMillis)");
    public static final Function OPEN_DEMANDS =
            Function.of("openDemands(address provider,uint48 from)", "(uint48[] numbers)");
    public static final Function DEMANDED_OF = Function.of(
            "demanded(uint48 number)",
            "(uint8 kind,bytes32 subject,bytes32 receipt,bytes32 place,bytes32 chain,uint48 at,bytes32 pool,"
                    + "address provider,address challenger,uint256 units,uint256 amount,uint48 untilMillis)");
    public static final Function WINDOW = Function.of(
            "window(bytes32 chain,uint48 number)",
            "(bytes32 root,uint48 settledMillis,uint48 demandUntilMillis,uint48 challengeUntilMillis)");
    public static final Event BOND_POSTED = Event.of("BondPosted(address indexed provider,uint256 amount)");
    public static final Event BOND_ENDS = Event.of("BondEnds(address indexed provider,uint64 fromMillis)");
    public static final Event BOND_TAKEN = Event.of("BondTaken(address indexed provider,uint256 amount)");
    public static final Event PROVED = Judgement.PROVED;
    public static final Event FAILED = Judgement.FAILED;
    public static final Event DEMANDED = ChallengeRun.DEMANDED;
    public static final Event ANSWERED = ChallengeRun.ANSWERED;
    public static final Event CONCLUDED = ChallengeRun.CONCLUDED;
    public static final Event OMISSION_PROVED = ChallengeRun.OMISSION_PROVED;
    public static final Event CREDIT_NOTE = CreditNotes.CREDIT_NOTE;

    /// Numbers in one answer of `openDemands`.
    public static final int OPEN_DEMANDS_AT_ONCE = 100;

    private final ChainSpec spec;
    private final Operations operations;

    Challenges(ChainSpec spec) {
        this.spec = spec;
        this.operations = Operations.NONE
                .on(CHALLENGE, bonded(sized(0, (run, arguments) -> run.challenge(arguments.bytes(0)))))
                .on(DEMAND, bonded(sized(0, (run, arguments) -> run.demand(arguments.bytes(0)))))
                .on(
                        ANSWER,
                        free(sized(1, (run, arguments) -> run.answer(arguments.smallNumber(0), arguments.bytes(1)))))
                .on(CONCLUDE, free(running((run, arguments) -> run.conclude(arguments.smallNumber(0)))))
                .on(POST_BOND, this::postBond)
                .on(END_BOND, free(this::endBond))
                .on(TAKE_BOND, free(this::takeBond))
                .on(BOND, free(Challenges::bond))
                .on(OPEN_DEMANDS, free(Challenges::openDemands))
                .on(DEMANDED_OF, free(Challenges::demanded))
                .on(WINDOW, free(this::window));
    }

    /// How long a demand may be answered on a chain of these rules.
    public static long answerMillis(BucketRules buckets) {
        return SettledWindows.answerMillis(buckets);
    }

    /// What a function judges.
    private interface Judging {
        Result of(ChallengeRun run, Arguments arguments);
    }

    private Operation running(Judging judging) {
        return (call, arguments, accounts) -> judging.of(new ChallengeRun(spec, accounts, call), arguments);
    }

    /// @param proof which argument is one
    private Operation sized(int proof, Judging judging) {
        int most = spec.rules().incentives().challenge().maxProofBytes();
        return running((run, arguments) -> arguments.bytes(proof).size() <= most
                ? judging.of(run, arguments)
                : Result.revert("a proof has at most " + most + " bytes"));
    }

    private Operation bonded(Operation operation) {
        var bond = spec.rules().incentives().challenge().bond();
        return (call, arguments, accounts) -> call.value().equals(bond)
                ? operation.run(call, arguments, accounts)
                : Result.revert("send the bond of " + bond);
    }

    private static Operation free(Operation operation) {
        return (call, arguments, accounts) -> call.value().isZero()
                ? operation.run(call, arguments, accounts)
                : Result.revert("only a challenge, a demand or postBond takes tokens");
    }

    @Override
    public Address address() {
        return Reserved.CHALLENGES;
    }

    @Override
    public Result call(Call call, Accounts accounts) {
        return operations.run(call, accounts);
    }

    /// Drops some of what nothing can be challenged by any more. Called once a block.
    public void tidy(Accounts accounts, long nowMillis) {
        new Expiry(accounts, nowMillis).drop();
    }

    private Result postBond(Call call, Arguments arguments, Accounts accounts) {
        new ProviderBond(accounts, call.sender()).add(call.value());
        return log(BOND_POSTED, AbiValue.of(call.sender()), AbiValue.of(call.value()));
    }

    /// A bond stays until whatever was served in its trust has settled and can no longer be challenged.
    private Result endBond(Call call, Arguments arguments, Accounts accounts) {
        var bond = new ProviderBond(accounts, call.sender());
        if (bond.amount().isZero()) {
            return Result.revert("there is no bond of yours");
        }
        if (bond.endsMillis() != 0) {
            return Result.revert("the bond ends already; take it from " + bond.endsMillis() + " on");
        }
        bond.ends(call.nowMillis() + PoolLanes.delayMillis(spec.serviceChains()));
        return log(BOND_ENDS, AbiValue.of(call.sender()), AbiValue.of(bond.endsMillis()));
    }

    private Result takeBond(Call call, Arguments arguments, Accounts accounts) {
        var bond = new ProviderBond(accounts, call.sender());
        if (bond.endsMillis() == 0 || call.nowMillis() < bond.endsMillis()) {
            return Result.revert(
                    bond.endsMillis() == 0 ? "end the bond first" : "the bond stays until " + bond.endsMillis());
        }
        var amount = bond.amount();
        bond.take(amount);
        bond.ends(0);
        accounts.move(address(), call.sender(), amount);
        return log(BOND_TAKEN, AbiValue.of(call.sender()), AbiValue.of(amount));
    }

    private static Result bond(Call call, Arguments arguments, Accounts accounts) {
        var of = new ProviderBond(accounts, arguments.address(0));
        return Result.returned(BOND.encodeResult(AbiValue.of(of.amount()), AbiValue.of(of.endsMillis())));
    }

    private static Result openDemands(Call call, Arguments arguments, Accounts accounts) {
        var open = new Demands(accounts, call.nowMillis())
                .of(arguments.address(0), arguments.smallNumber(1), OPEN_DEMANDS_AT_ONCE);
        var numbers = open.stream().map(AbiValue::of).toList();
        return Result.returned(OPEN_DEMANDS.encodeResult(AbiValue.array(numbers)));
    }

    private static Result demanded(Call call, Arguments arguments, Accounts accounts) {
        var demands = new Demands(accounts, call.nowMillis());
        long number = arguments.smallNumber(0);
        if (!demands.isOpen(number)) {
            return Result.revert("no such demand is open");
        }
        return Result.returned(
                DEMANDED_OF.encodeResult(demands.open(number).shown().values()));
    }

    /// All zeros where the window is not settled, or can no longer be challenged and is forgotten.
    private Result window(Call call, Arguments arguments, Accounts accounts) {
        return spec.serviceChains().stream()
                .map(ServiceChainSpec::name)
                .filter(chain -> Slots.word(chain).equals(arguments.hash(0).bytes()))
                .findFirst()
                .map(chain -> {
                    var windows = new SettledWindows(spec, accounts, chain);
                    return Result.returned(WINDOW.encodeResult(windows.describe(arguments.smallNumber(1))));
                })
                .orElseGet(() -> Result.revert("there is no such service chain"));
    }

    private Result log(Event event, AbiValue... values) {
        return Result.done(Logs.log(address(), event, values));
    }
}
