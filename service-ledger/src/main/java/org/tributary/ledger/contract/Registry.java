// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Arguments;
import org.tributary.ledger.abi.Event;
import org.tributary.ledger.abi.Function;
import org.tributary.ledger.abi.FunctionTable;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.execution.Storage;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;

/// Who takes part: DApps, edge providers, service chains.
public final class Registry implements PlatformContract {
    public static final Function REGISTER_DAPP = Function.of("registerDapp(bytes32 label)");
    public static final Function REGISTER_PROVIDER = Function.of("registerProvider(bytes32 label,address payee)");
    public static final Function CHANGE_PAYEE = Function.of("changePayee(address payee)");
    public static final Function KEEP_PAYEE = Function.of("keepPayee(address provider)");
    public static final Function NEXT_PAYEE =
            Function.of("nextPayee(address provider)", "(address payee,uint64 fromMillis)");
    public static final Function REGISTER_PROFILE =
            Function.of("registerProfile(string name,bytes profile)", "(uint32 version)");
    public static final Function PROFILE =
            Function.of("profile(string name,uint32 version)", "(bytes32 hash,bytes profile)");
    public static final Function PROFILE_OWNER =
            Function.of("profileOwner(string name)", "(address owner,uint32 versions)");
    public static final Function PROFILE_BY_HASH =
            Function.of("profileByHash(bytes32 hash)", "(string name,uint32 version,bytes profile)");
    public static final Function DAPP = Function.of("dapp(address owner)", "(uint64,bytes32)");
    public static final Function PROVIDER = Function.of("provider(address provider)", "(uint64,address,bytes32)");
    public static final Function SERVICE_CHAIN = Function.of("serviceChain(bytes32 name)", "(bool,uint64,uint64)");
    public static final Event DAPP_REGISTERED = Event.of("DappRegistered(address indexed owner,bytes32 label)");
    public static final Event PROVIDER_REGISTERED =
            Event.of("ProviderRegistered(address indexed provider,address payee,bytes32 label)");
    public static final Event PAYEE_CHANGES =
            Event.of("PayeeChanges(address indexed provider,address payee,uint64 fromMillis)");
    public static final Event PROFILE_REGISTERED =
            Event.of("ProfileRegistered(bytes32 indexed hash,address indexed owner,string name,uint32 version)");
    public static final Event PAYEE_KEPT = Event.of("PayeeKept(address indexed provider,address payee)");

    private static final FunctionTable FUNCTIONS = FunctionTable.of(
            REGISTER_DAPP,
            REGISTER_PROVIDER,
            CHANGE_PAYEE,
            KEEP_PAYEE,
            REGISTER_PROFILE,
            DAPP,
            PROVIDER,
            PROFILE,
            PROFILE_OWNER,
            PROFILE_BY_HASH,
            NEXT_PAYEE,
            SERVICE_CHAIN);
    private static final UInt256 DAPPS = Slots.at(0);

    private final ChainSpec spec;

    Registry(ChainSpec spec) {
        this.spec = spec;
    }

    @Override
    public Address address() {
        return Reserved.REGISTRY;
    }

    /// What is known of a provider.
    ///
    /// @param sinceMillis block time of its registration; 0 where it is not registered
    /// @param payee where its payouts go
    record Provider(long sinceMillis, Address payee) {}

    /// An unregistered provider is paid too, at its own address, as the youngest there is.
    static Provider provider(Accounts accounts, Address provider, long nowMillis) {
        var entry = new ProviderEntry(accounts, provider);
        return new Provider(entry.sinceMillis(), entry.exists() ? entry.payee(nowMillis) : provider);
    }

    static boolean isDapp(Accounts accounts, Address owner) {
        return new Storage(accounts, Reserved.REGISTRY).number(Slots.entry(DAPPS, owner)) != 0;
    }

    @Override
    public Result call(Call call, Accounts accounts) {
        if (!call.value().isZero()) {
            return Result.revert("Registry takes no tokens");
        }
        return switch (FUNCTIONS.decode(call.input())) {
            case Decoded.Malformed<FunctionTable.Call>(var reason) -> Result.revert(reason);
            case Decoded.Value<FunctionTable.Call>(var decoded) -> run(call, decoded, accounts);
        };
    }

    private Result run(Call call, FunctionTable.Call decoded, Accounts accounts) {
        var storage = new Storage(accounts, Reserved.REGISTRY);
        var arguments = decoded.arguments();
        return switch (decoded.function().name()) {
            case "registerDapp" -> registerDapp(call, storage, arguments.hash(0));
            case "registerProvider" -> registerProvider(call, accounts, arguments);
            case "changePayee" -> changePayee(call, accounts, arguments.address(0));
            case "keepPayee" -> keepPayee(call, accounts, arguments.address(0));
            case "registerProfile" -> registerProfile(call, accounts, arguments.text(0), arguments.bytes(1));
            case "profile" -> profile(new Profiles(accounts), arguments.text(0), arguments.smallNumber(1));
            case "profileOwner" -> {
                var profiles = new Profiles(accounts);
                yield Result.returned(PROFILE_OWNER.encodeResult(
                        AbiValue.of(profiles.owner(arguments.text(0))),
                        AbiValue.of(profiles.versions(arguments.text(0)))));
            }
            case "profileByHash" -> profileByHash(new Profiles(accounts), arguments.hash(0));
            case "dapp" -> {
                var base = Slots.entry(DAPPS, arguments.address(0));
                yield Result.returned(
                        DAPP.encodeResult(AbiValue.of(storage.number(base)), AbiValue.of(storage.hash(base.add(1)))));
            }
            case "provider" -> {
                var entry = new ProviderEntry(accounts, arguments.address(0));
                yield Result.returned(PROVIDER.encodeResult(
                        AbiValue.of(entry.sinceMillis()),
                        AbiValue.of(entry.payee(call.nowMillis())),
                        AbiValue.of(entry.label())));
            }
            case "nextPayee" -> {
                var entry = new ProviderEntry(accounts, arguments.address(0));
                yield Result.returned(
                        NEXT_PAYEE.encodeResult(AbiValue.of(entry.nextPayee()), AbiValue.of(entry.nextFromMillis())));
            }
            default -> serviceChain(arguments.hash(0));
        };
    }

    private Result registerDapp(Call call, Storage storage, Hash label) {
        var base = Slots.entry(DAPPS, call.sender());
        if (storage.number(base) != 0) {
            return Result.revert("this account is a DApp already");
        }
        storage.number(base, call.nowMillis());
        storage.hash(base.add(1), label);
        return Result.done(Logs.log(address(), DAPP_REGISTERED, AbiValue.of(call.sender()), AbiValue.of(label)));
    }

    private Result registerProvider(Call call, Accounts accounts, Arguments arguments) {
        var payee = arguments.address(1);
        if (payee.equals(Address.ZERO)) {
            return Result.revert("the payee must not be the zero address");
        }
        var entry = new ProviderEntry(accounts, call.sender());
        if (entry.exists()) {
            return Result.revert("this account is a provider already");
        }
        entry.register(call.nowMillis(), payee, arguments.hash(0));
        return Result.done(Logs.log(
                address(),
                PROVIDER_REGISTERED,
                AbiValue.of(call.sender()),
                AbiValue.of(payee),
                AbiValue.of(arguments.hash(0))));
    }

    /// Whoever has stolen the provider's key cannot have its next payouts: the change shows for a while before it
    /// counts,
    /// and the payee of today may undo it.
    private Result changePayee(Call call, Accounts accounts, Address payee) {
        var entry = new ProviderEntry(accounts, call.sender());
        if (!entry.exists()) {
            return Result.revert("register as a provider first");
        }
        if (payee.equals(Address.ZERO)) {
            return Result.revert("the payee must not be the zero address");
        }
        long from = call.nowMillis() + spec.settlement().holdbackMillis();
        entry.changePayee(call.nowMillis(), payee, from);
        return Result.done(
                Logs.log(address(), PAYEE_CHANGES, AbiValue.of(call.sender()), AbiValue.of(payee), AbiValue.of(from)));
    }

    private Result keepPayee(Call call, Accounts accounts, Address provider) {
        var entry = new ProviderEntry(accounts, provider);
        var payee = entry.payee(call.nowMillis());
        if (!call.sender().equals(provider) && !call.sender().equals(payee)) {
            return Result.revert("only the provider or its payee may do that");
        }
        if (entry.nextFromMillis() <= call.nowMillis()) {
            return Result.revert("no change of the payee is waiting");
        }
        entry.keepPayee();
        return Result.done(Logs.log(address(), PAYEE_KEPT, AbiValue.of(provider), AbiValue.of(payee)));
    }

    private Result registerProfile(Call call, Accounts accounts, String name, Bytes bytes) {
        if (!Profiles.isName(name)) {
            return Result.revert("a name has 1 to " + Profiles.MAX_NAME
                    + " of a-z, 0-9, '.' and '-', and begins with a letter or digit");
        }
        var profiles = new Profiles(accounts);
        var owner = profiles.owner(name);
        if (!owner.equals(Address.ZERO) && !owner.equals(call.sender())) {
            return Result.revert("the name belongs to " + owner + "; take another");
        }
        return switch (Profiles.parse(bytes, spec.token().supply())) {
            case Decoded.Malformed<BillingProfile>(var reason) -> Result.revert(reason);
            case Decoded.Value<BillingProfile>(var profile) -> {
                var hash = profile.hash();
                var newest = profiles.version(name, profiles.versions(name));
                if (newest.filter(hash::equals).isPresent()) {
                    yield Result.revert("this is the name's newest version already");
                }
                var version = AbiValue.of(profiles.publish(call.sender(), name, hash, bytes));
                var log = Logs.log(
                        address(),
                        PROFILE_REGISTERED,
                        AbiValue.of(hash),
                        AbiValue.of(call.sender()),
                        AbiValue.of(name),
                        version);
                yield new Result.Success(REGISTER_PROFILE.encodeResult(version), List.of(log), List.of());
            }
        };
    }

    private static Result profile(Profiles profiles, String name, long version) {
        return profiles.version(name, version)
                .flatMap(profiles::published)
                .map(found ->
                        Result.returned(PROFILE.encodeResult(AbiValue.of(found.hash()), AbiValue.of(found.bytes()))))
                .orElseGet(() -> Result.revert("the name has no such version"));
    }

    private static Result profileByHash(Profiles profiles, Hash hash) {
        return profiles.published(hash)
                .map(found -> Result.returned(PROFILE_BY_HASH.encodeResult(
                        AbiValue.of(found.name()), AbiValue.of(found.version()), AbiValue.of(found.bytes()))))
                .orElseGet(() -> Result.revert("no profile has this hash"));
    }

    private Result serviceChain(Hash name) {
        var found = spec.serviceChains().stream()
                .filter(chain -> Slots.word(chain.name()).equals(name.bytes()))
                .findFirst();
        return Result.returned(SERVICE_CHAIN.encodeResult(
                AbiValue.of(found.isPresent()),
                AbiValue.of(found.map(chain -> chain.buckets().bucketMillis()).orElse(0L)),
                AbiValue.of(found.map(chain -> chain.buckets().windowBuckets()).orElse(0L))));
    }
}
