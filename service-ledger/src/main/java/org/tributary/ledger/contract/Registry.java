// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import org.apache.tuweni.units.bigints.UInt256;
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
    public static final Function DAPP = Function.of("dapp(address owner)", "(uint64,bytes32)");
    public static final Function PROVIDER = Function.of("provider(address provider)", "(uint64,address,bytes32)");
    public static final Function SERVICE_CHAIN = Function.of("serviceChain(bytes32 name)", "(bool,uint64,uint64)");
    public static final Event DAPP_REGISTERED = Event.of("DappRegistered(address indexed owner,bytes32 label)");
    public static final Event PROVIDER_REGISTERED =
            Event.of("ProviderRegistered(address indexed provider,address payee,bytes32 label)");

    private static final FunctionTable FUNCTIONS =
            FunctionTable.of(REGISTER_DAPP, REGISTER_PROVIDER, DAPP, PROVIDER, SERVICE_CHAIN);
    private static final UInt256 DAPPS = Slots.at(0);
    private static final UInt256 PROVIDERS = Slots.at(1);

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
    static Provider provider(Accounts accounts, Address provider) {
        var storage = new Storage(accounts, Reserved.REGISTRY);
        var base = Slots.entry(PROVIDERS, provider);
        long since = storage.number(base);
        return new Provider(since, since == 0 ? provider : storage.address(base.add(1)));
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
            case "registerProvider" -> registerProvider(call, storage, arguments);
            case "dapp" -> {
                var base = Slots.entry(DAPPS, arguments.address(0));
                yield Result.returned(
                        DAPP.encodeResult(AbiValue.of(storage.number(base)), AbiValue.of(storage.hash(base.add(1)))));
            }
            case "provider" -> {
                var base = Slots.entry(PROVIDERS, arguments.address(0));
                yield Result.returned(PROVIDER.encodeResult(
                        AbiValue.of(storage.number(base)),
                        AbiValue.of(storage.address(base.add(1))),
                        AbiValue.of(storage.hash(base.add(2)))));
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

    private Result registerProvider(Call call, Storage storage, Arguments arguments) {
        var payee = arguments.address(1);
        if (payee.equals(Address.ZERO)) {
            return Result.revert("the payee must not be the zero address");
        }
        var base = Slots.entry(PROVIDERS, call.sender());
        if (storage.number(base) != 0) {
            return Result.revert("this account is a provider already");
        }
        storage.number(base, call.nowMillis());
        storage.address(base.add(1), payee);
        storage.hash(base.add(2), arguments.hash(0));
        return Result.done(Logs.log(
                address(),
                PROVIDER_REGISTERED,
                AbiValue.of(call.sender()),
                AbiValue.of(payee),
                AbiValue.of(arguments.hash(0))));
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
