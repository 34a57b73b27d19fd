// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench.day;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.SignedCapability;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.contract.Pools;
import org.tributary.ledger.contract.Registry;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.transaction.Call;
import org.tributary.ledger.transaction.FeeMarketTransaction;
import org.tributary.ledger.transaction.SignedTransaction;
import org.tributary.ledger.view.NetworkView;
import org.tributary.ledger.view.Submission;
import org.tributary.node.bench.BenchFailed;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.typed.Domain;

/// The one DApp, and the providers that it pays.
final class DayPayer {
    private static final Hash LABEL = label("day");
    private static final long GAS = 500_000;

    private final ChainSpec spec;
    private final ChainName chain;
    private final PrivateKey owner;
    private final PrivateKey gateway = new PrivateKey(label("gateway").bytes());
    private final List<PrivateKey> providers;
    private final Domain domain;
    private final SignedCapability capability;

    DayPayer(ChainSpec spec, PrivateKey owner, List<PrivateKey> providers, Amount cover) {
        this.spec = spec;
        this.chain = spec.serviceChains().getFirst().name();
        this.owner = owner;
        this.providers = providers;
        this.domain = Domain.of(spec.chainId(), spec.hash(), chain);
        var unsigned = new Capability(
                pool(),
                gateway.publicKey(),
                cover,
                Long.MAX_VALUE,
                List.of(UsageKind.BYTES),
                Bucket.ZERO,
                new Bucket(Long.MAX_VALUE),
                0);
        this.capability = SignedCapability.sign(unsigned, domain, owner);
    }

    Hash pool() {
        return Pools.id(owner.address(), LABEL);
    }

    Domain domain() {
        return domain;
    }

    PrivateKey gateway() {
        return gateway;
    }

    SignedCapability capability() {
        return capability;
    }

    Address provider(int index) {
        return providers.get(index).address();
    }

    SignedBatch batch(int provider, long sequence, List<SignedReceipt> receipts) {
        return SignedBatch.sign(chain, sequence, receipts, domain, providers.get(provider));
    }

    /// Hands in everything that has to stand on main before the first ticket.
    void fund(NetworkView network, Amount cover) {
        call(network, owner, Reserved.REGISTRY, Amount.ZERO, Registry.REGISTER_DAPP.encodeCall(AbiValue.of(LABEL)));
        call(network, owner, Reserved.POOLS, cover, Pools.CREATE.encodeCall(AbiValue.of(LABEL)));
        var name = AbiValue.of(new Hash(Slots.word(chain)));
        call(
                network,
                owner,
                Reserved.POOLS,
                Amount.ZERO,
                Pools.AUTHORISE.encodeCall(AbiValue.of(pool()), name, AbiValue.of(cover)));
        for (var provider : providers) {
            var register = Registry.REGISTER_PROVIDER.encodeCall(
                    AbiValue.of(Keccak.hash(provider.address().bytes())), AbiValue.of(provider.address()));
            call(network, provider, Reserved.REGISTRY, Amount.ZERO, register);
        }
    }

    private void call(NetworkView network, PrivateKey key, Address contract, Amount value, Bytes input) {
        var transaction = FeeMarketTransaction.flat(
                spec.chainId(),
                network.pendingNonce(key.address()),
                spec.token().gasPrice().units(),
                GAS,
                Call.of(contract, value, input));
        var raw = SignedTransaction.sign(transaction, key).encoded();
        if (network.submit(raw) instanceof Submission.Refused(var reason)) {
            throw new BenchFailed("a transaction of the bench is refused: " + reason);
        }
    }

    private static Hash label(String text) {
        return Keccak.hash(Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
