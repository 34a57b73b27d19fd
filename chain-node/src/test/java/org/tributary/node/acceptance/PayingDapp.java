// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.acceptance;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.bandwidth.ticket.SignedCapability;
import org.tributary.bandwidth.ticket.SignedTicket;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.contract.Pools;
import org.tributary.ledger.contract.Registry;
import org.tributary.ledger.execution.Reserved;
import org.tributary.node.setup.NewNetwork;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.crypto.PublicKey;
import org.tributary.primitives.typed.Domain;

/// The one who pays: an account with a pool, and a gateway that issues tickets against it.
final class PayingDapp {
    /// Longer than any test.
    private static final long VALIDITY = 3_000;

    private static final Hash LABEL = label("acceptance");

    private final SecureRandom random = new SecureRandom();
    private final PrivateKey owner;
    private final PrivateKey gateway = NewNetwork.key(random);
    private final Domain domain;
    private final SignedCapability capability;

    PayingDapp(PrivateKey owner, ChainSpec spec, Amount spendCap) {
        this.owner = owner;
        this.domain = Domain.of(spec.chainId(), spec.hash(), SmallBuckets.CDN);
        var from = SmallBuckets.now().number() - VALIDITY;
        this.capability = SignedCapability.sign(
                new Capability(
                        pool(),
                        gateway.publicKey(),
                        spendCap,
                        1L << 40,
                        List.of(UsageKind.BYTES),
                        new Bucket(from),
                        new Bucket(from + 3 * VALIDITY),
                        0),
                domain,
                owner);
    }

    /// Text as Solidity's `bytes32`.
    static Hash label(String text) {
        return new Hash(Bytes32.rightPad(Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII))));
    }

    Hash pool() {
        return Pools.id(owner.address(), LABEL);
    }

    Domain domain() {
        return domain;
    }

    PrivateKey owner() {
        return owner;
    }

    /// Registers, and lets `cdn` bill `cover` of a pool that holds `deposit`.
    void fund(NodeClient node, Amount deposit, Amount cover) throws Exception {
        node.execute(owner, Reserved.REGISTRY, Amount.ZERO, Registry.REGISTER_DAPP.encodeCall(AbiValue.of(LABEL)));
        node.execute(owner, Reserved.POOLS, deposit, Pools.CREATE.encodeCall(AbiValue.of(LABEL)));
        node.execute(
                owner,
                Reserved.POOLS,
                Amount.ZERO,
                Pools.AUTHORISE.encodeCall(
                        AbiValue.of(pool()), AbiValue.of(label(SmallBuckets.CDN.text())), AbiValue.of(cover)));
    }

    static void register(NodeClient node, PrivateKey provider) throws Exception {
        node.execute(
                provider,
                Reserved.REGISTRY,
                Amount.ZERO,
                Registry.REGISTER_PROVIDER.encodeCall(AbiValue.of(label("edge")), AbiValue.of(provider.address())));
    }

    /// A new client's session at `provider`, from now on; not opened yet.
    ClientSession session(Address provider, long maxUnits) {
        return session(provider, maxUnits, SmallBuckets.now(), VALIDITY);
    }

    ClientSession session(Address provider, long maxUnits, Bucket start, long buckets) {
        var client = NewNetwork.key(random);
        var ticket = ticket(provider, client.publicKey(), maxUnits, start, start.plus(buckets));
        return new ClientSession(client, sign(ticket, gateway), domain);
    }

    private SessionTicket ticket(Address provider, PublicKey client, long maxUnits, Bucket start, Bucket end) {
        return new SessionTicket(
                capability.capability().hash(),
                Bytes.random(SessionTicket.ID_SIZE, random),
                provider,
                client,
                UsageKind.BYTES,
                BillingProfile.DEFAULT.hash(),
                maxUnits,
                maxUnits,
                start,
                end,
                "",
                Hash.ZERO,
                Bytes.EMPTY);
    }

    /// The opening of `ticket`, signed with `gatewayKey`, which need not be the right one.
    Opening sign(SessionTicket ticket, PrivateKey gatewayKey) {
        return new Opening(SignedTicket.sign(ticket, domain, gatewayKey), capability, BillingProfile.DEFAULT);
    }
}
