// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.SignedCapability;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.contract.Pools;
import org.tributary.ledger.contract.Registry;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.transaction.Call;
import org.tributary.node.edge.network.TicketDesk;
import org.tributary.node.edge.network.TicketDesk.Lodged;
import org.tributary.node.remote.Stop;
import org.tributary.node.remote.Wallet;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.typed.Domain;

/// The one who pays: registers, funds a pool, lets a service chain bill against it, and hands a gateway the right
/// to issue tickets.
final class Dapp {
    private static final Hash LABEL = label("tributary-demo");
    private static final Duration COVER_PATIENCE = Duration.ofSeconds(60);
    private static final Duration COVER_POLL = Duration.ofMillis(50);

    private final Wallet wallet;
    private final ChainName chain;
    private final Domain domain;
    private final BillingProfile profile;

    /// @param profile what it is billed by
    Dapp(Wallet wallet, ChainName chain, Domain domain, BillingProfile profile) {
        this.wallet = wallet;
        this.chain = chain;
        this.domain = domain;
        this.profile = profile;
    }

    /// Text as Solidity's `bytes32`.
    static Hash label(String text) {
        return new Hash(Bytes32.rightPad(Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII))));
    }

    Hash pool() {
        return Pools.id(wallet.address(), LABEL);
    }

    void register() {
        wallet.execute(
                "register the DApp",
                Call.of(Reserved.REGISTRY, Amount.ZERO, Registry.REGISTER_DAPP.encodeCall(AbiValue.of(LABEL))));
    }

    /// Creates the pool with `cover` in it and authorises all of that for the service chain.
    void fund(Amount cover) {
        var balance = wallet.balance();
        if (balance.isLessThan(cover)) {
            throw new DemoFailed("the traffic may cost " + cover + ", and the DApp's account has " + balance);
        }
        wallet.execute("create a pool", Call.of(Reserved.POOLS, cover, Pools.CREATE.encodeCall(AbiValue.of(LABEL))));
        wallet.execute(
                "authorise the pool for " + chain,
                Call.of(
                        Reserved.POOLS,
                        Amount.ZERO,
                        Pools.AUTHORISE.encodeCall(
                                AbiValue.of(pool()), AbiValue.of(label(chain.text())), AbiValue.of(cover))));
    }

    /// A gateway with a fresh key, bounded by the pool's cover.
    ///
    /// @param maxUnitsPerBucket of all tickets together
    Gateway gateway(Amount cover, long maxUnitsPerBucket, Bucket from, Bucket until) {
        var key = Keys.fresh();
        var capability = new Capability(
                pool(), key.publicKey(), cover, maxUnitsPerBucket, List.of(profile.kind()), from, until, 0);
        return new Gateway(SignedCapability.sign(capability, domain, wallet.key()), key, domain, profile);
    }

    /// Waits until the service chain has the pool's cover. It asks with a ticket that is too old to be
    /// opened: which of its two faults is named first tells whether the pool is known.
    void awaitCover(Gateway gateway, TicketDesk desk, Stop stop) {
        var client = Keys.fresh();
        var probe = gateway.issue(wallet.address(), client.publicKey(), 0, Bucket.ZERO, Bucket.ZERO);
        stop.until("the pool's cover on " + chain, COVER_PATIENCE, COVER_POLL, () -> switch (desk.lodge(probe)) {
            case Lodged.Open open -> throw new DemoFailed("a ticket of the year 1970 was opened: " + open.ticket());
            case Lodged.Refused refused when refused.code().equals("OPENED_TOO_LATE") -> Optional.of(refused);
            case Lodged.Refused refused when refused.mayPass() -> Optional.empty();
            case Lodged.Refused(var code, var message) -> throw new DemoFailed(code + ": " + message);
        });
    }
}
