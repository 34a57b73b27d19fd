// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import java.util.List;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Arguments;
import org.tributary.ledger.abi.Event;
import org.tributary.ledger.abi.Function;
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

    private static final UInt256 DAPPS = Slots.at(0);

    private final ChainSpec spec;
    private final Operations operations = Operations.NONE
            .on(REGISTER_DAPP, this::registerDapp)
            .on(REGISTER_PROVIDER, this::registerProvider)
            .on(CHANGE_PAYEE, this::changePayee)
            .on(KEEP_PAYEE, this::keepPayee)
            .on(REGISTER_PROFILE, this::registerProfile)
            .on(DAPP, Registry::dapp)
            .on(PROVIDER, Registry::provider)
            .on(NEXT_PAYEE, Registry::nextPayee)
            .on(PROFILE, Registry::profile)
            .on(PROFILE_OWNER, Registry::profileOwner)
            .on(PROFILE_BY_HASH, Registry::profileByHash)
            .on(SERVICE_CHAIN, (_, arguments, _) -> serviceChain(arguments.hash(0)));

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
        return operations.run(call, accounts);
    }

    private static Result dapp(Call call, Arguments arguments, Accounts accounts) {
        var storage = new Storage(accounts, Reserved.REGISTRY);
        var base = Slots.entry(DAPPS, arguments.address(0));
        return Result.returned(
                DAPP.encodeResult(AbiValue.of(storage.number(base)), AbiValue.of(storage.hash(base.add(1)))));
    }

    private static Result provider(Call call, Arguments arguments, Accounts accounts) {
        var entry = new ProviderEntry(accounts, arguments.address(0));
        return Result.returned(PROVIDER.encodeResult(
                AbiValue.of(entry.sinceMillis()),
                AbiValue.of(entry.payee(call.nowMillis())),
                AbiValue.of(entry.label())));
    }

    private static Result nextPayee(Call call, Arguments arguments, Accounts accounts) {
        var entry = new ProviderEntry(accounts, arguments.address(0));
        return Result.returned(
                NEXT_PAYEE.encodeResult(AbiValue.of(entry.nextPayee()), AbiValue.of(entry.nextFromMillis())));
    }

    private Result registerDapp(Call call, Arguments arguments, Accounts accounts) {
        var storage = new Storage(accounts, Reserved.REGISTRY);
        var label = arguments.hash(0);
        var base = Slots.entry(DAPPS, call.sender());
        if (storage.number(base) != 0) {
            return Result.revert("this account is a DApp already");
        }
        storage.number(base, call.nowMillis());
        storage.hash(base.add(1), label);
        return Result.done(Logs.log(address(), DAPP_REGISTERED, AbiValue.of(call.sender()), AbiValue.of(label)));
    }

    private Result registerProvider(Call call, Arguments arguments, Accounts accounts) {
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
    private Result changePayee(Call call, Arguments arguments, Accounts accounts) {
        var payee = arguments.address(0);
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

    private Result keepPayee(Call call, Arguments arguments, Accounts accounts) {
        var provider = arguments.address(0);
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

    private Result registerProfile(Call call, Arguments arguments, Accounts accounts) {
        var name = arguments.text(0);
        var bytes = arguments.bytes(1);
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

    private static Result profile(Call call, Arguments arguments, Accounts accounts) {
        var profiles = new Profiles(accounts);
        return profiles.version(arguments.text(0), arguments.smallNumber(1))
                .flatMap(profiles::published)
                .map(found ->
                        Result.returned(PROFILE.encodeResult(AbiValue.of(found.hash()), AbiValue.of(found.bytes()))))
                .orElseGet(() -> Result.revert("the name has no such version"));
    }

    private static Result profileOwner(Call call, Arguments arguments, Accounts accounts) {
        var profiles = new Profiles(accounts);
        var name = arguments.text(0);
        return Result.returned(
                PROFILE_OWNER.encodeResult(AbiValue.of(profiles.owner(name)), AbiValue.of(profiles.versions(name))));
    }

    private static Result profileByHash(Call call, Arguments arguments, Accounts accounts) {
        return new Profiles(accounts)
                .published(arguments.hash(0))
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
