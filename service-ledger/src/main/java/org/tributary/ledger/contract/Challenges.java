// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Event;
import org.tributary.ledger.abi.Function;
import org.tributary.ledger.abi.FunctionTable;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.codec.Decoded;

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
    public static final Event BOND_POSTED = Event.of("BondPosted(address indexed provider,uint256 amount)");
    public static final Event BOND_ENDS = Event.of("BondEnds(address indexed provider,uint64 fromMillis)");
    public static final Event BOND_TAKEN = Event.of("BondTaken(address indexed provider,uint256 amount)");
    public static final Event PROVED = Judgement.PROVED;
    public static final Event FAILED = Judgement.FAILED;
    public static final Event DEMANDED = ChallengeRun.DEMANDED;
    public static final Event ANSWERED = ChallengeRun.ANSWERED;
    public static final Event OMISSION_PROVED = ChallengeRun.OMISSION_PROVED;
    public static final Event CREDIT_NOTE = CreditNotes.CREDIT_NOTE;

    private static final FunctionTable FUNCTIONS =
            FunctionTable.of(CHALLENGE, DEMAND, ANSWER, CONCLUDE, POST_BOND, END_BOND, TAKE_BOND, BOND);

    private final ChainSpec spec;

    Challenges(ChainSpec spec) {
        this.spec = spec;
    }

    @Override
    public Address address() {
        return Reserved.CHALLENGES;
    }

    @Override
    public Result call(Call call, Accounts accounts) {
        return switch (FUNCTIONS.decode(call.input())) {
            case Decoded.Malformed<FunctionTable.Call>(var reason) -> Result.revert(reason);
            case Decoded.Value<FunctionTable.Call>(var decoded) -> run(call, decoded, accounts);
        };
    }

    private Result run(Call call, FunctionTable.Call decoded, Accounts accounts) {
        var name = decoded.function().name();
        var arguments = decoded.arguments();
        if (name.equals("postBond")) {
            return postBond(call, accounts);
        }
        boolean bonded = name.equals("challenge") || name.equals("demand");
        var bond = bonded ? spec.rules().incentives().challenge().bond() : Amount.ZERO;
        if (!call.value().equals(bond)) {
            return Result.revert(
                    bonded ? "send the bond of " + bond : "only a challenge, a demand or postBond takes tokens");
        }
        var run = new ChallengeRun(spec, accounts, call);
        return switch (name) {
            case "challenge" -> withinSize(arguments.bytes(0)) ? run.challenge(arguments.bytes(0)) : tooLarge();
            case "demand" -> withinSize(arguments.bytes(0)) ? run.demand(arguments.bytes(0)) : tooLarge();
            case "answer" ->
                withinSize(arguments.bytes(1)) ? run.answer(arguments.smallNumber(0), arguments.bytes(1)) : tooLarge();
            case "conclude" -> run.conclude(arguments.smallNumber(0));
            case "endBond" -> endBond(call, accounts);
            case "takeBond" -> takeBond(call, accounts);
            default -> {
                var of = new ProviderBond(accounts, arguments.address(0));
                yield Result.returned(BOND.encodeResult(AbiValue.of(of.amount()), AbiValue.of(of.endsMillis())));
            }
        };
    }

    private boolean withinSize(Bytes proof) {
        return proof.size() <= spec.rules().incentives().challenge().maxProofBytes();
    }

    private Result tooLarge() {
        return Result.revert(
                "a proof has at most " + spec.rules().incentives().challenge().maxProofBytes() + " bytes");
    }

    private Result postBond(Call call, Accounts accounts) {
        new ProviderBond(accounts, call.sender()).add(call.value());
        return log(BOND_POSTED, AbiValue.of(call.sender()), AbiValue.of(call.value()));
    }

    /// A bond stays until whatever was served in its trust has settled and can no longer be challenged.
    private Result endBond(Call call, Accounts accounts) {
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

    private Result takeBond(Call call, Accounts accounts) {
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

    private Result log(Event event, AbiValue... values) {
        return Result.done(Logs.log(address(), event, values));
    }
}
