// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.bandwidth.ticket.SignedCapability;
import org.tributary.bandwidth.ticket.SignedTicket;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.contract.Pools;
import org.tributary.ledger.contract.Registry;
import org.tributary.ledger.execution.Reserved;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.crypto.PublicKey;
import org.tributary.primitives.typed.Domain;

/// A DApp that pays from a pool for what two providers deliver: its transactions on main, and the
/// tickets that its gateway hands out.
final class SimulatedDapp {
    static final int PROVIDERS = 2;
    private static final Hash LABEL = label("simulated");

    private final World world;
    private final Payments payments;
    private final PrivateKey owner;
    private final PrivateKey gateway = World.key("gateway");
    private final Hash pool;
    private final List<Hash> preparations = new ArrayList<>();
    private long issued;

    SimulatedDapp(World world, Payments payments) {
        this.world = world;
        this.payments = payments;
        this.owner = world.account(4);
        this.pool = Pools.id(owner.address(), LABEL);
        prepare();
    }

    private static Hash label(String text) {
        return new Hash(Bytes32.rightPad(Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII))));
    }

    private void prepare() {
        call(owner, Reserved.REGISTRY, Amount.ZERO, Registry.REGISTER_DAPP.encodeCall(AbiValue.of(LABEL)));
        call(owner, Reserved.POOLS, Amount.ofTokens(100), Pools.CREATE.encodeCall(AbiValue.of(LABEL)));
        authorise(World.CDN, 50);
        if (world.hasCalls()) {
            authorise(World.VOIP, 20);
        }
        for (int i = 0; i < PROVIDERS; i++) {
            var provider = provider(i);
            call(
                    provider,
                    Reserved.REGISTRY,
                    Amount.ZERO,
                    Registry.REGISTER_PROVIDER.encodeCall(
                            AbiValue.of(label("edge" + i)), AbiValue.of(provider.address())));
        }
    }

    private void authorise(ChainName chain, long tokens) {
        call(
                owner,
                Reserved.POOLS,
                Amount.ZERO,
                Pools.AUTHORISE.encodeCall(
                        AbiValue.of(pool), AbiValue.of(label(chain.text())), AbiValue.of(Amount.ofTokens(tokens))));
    }

    private void call(PrivateKey key, Address contract, Amount value, Bytes input) {
        preparations.add(payments.call(key, contract, value, input, 150));
    }

    /// Whether the pool and the providers are on main.
    boolean isPrepared() {
        return preparations.stream().allMatch(payments::isFinal);
    }

    PrivateKey provider(int number) {
        return world.account(5 + number);
    }

    /// Whose signature counts on tickets, and not on receipts.
    PrivateKey gateway() {
        return gateway;
    }

    /// What everything on a service chain is signed under.
    Domain domain(ChainName chain) {
        return Domain.of(world.spec().chainId(), world.spec().hash(), chain);
    }

    Hash pool() {
        return pool;
    }

    /// A ticket with all that it is lodged with. No two have one id.
    Opening opening(PublicKey client, Address provider, Terms terms, Bucket start) {
        var last = start.plus(3_000);
        var kind = terms.profile().kind();
        var capability = new Capability(
                pool,
                gateway.publicKey(),
                Amount.ofTokens(1),
                terms.sharedPerBucket(),
                List.of(kind),
                new Bucket(0),
                new Bucket(World.START_MILLIS),
                0);
        var ticket = new SessionTicket(
                capability.hash(),
                Keccak.hash(Bytes.ofUnsignedLong(issued++)).bytes().slice(0, SessionTicket.ID_SIZE),
                provider,
                client,
                kind,
                terms.profile().hash(),
                terms.maxUnits(),
                terms.maxUnitsPerBucket(),
                start,
                last,
                "",
                Hash.ZERO,
                Bytes.EMPTY);
        var domain = domain(terms.chain());
        return new Opening(
                SignedTicket.sign(ticket, domain, gateway),
                SignedCapability.sign(capability, domain, owner),
                terms.profile());
    }
}
