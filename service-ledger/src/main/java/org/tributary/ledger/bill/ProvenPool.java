// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.message.Message;
import org.tributary.ledger.message.MessageBody.EscrowNotice;
import org.tributary.primitives.Address;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.typed.Domain;

/// Who owns a pool, and so whose capabilities bind it: the service chain consumed main's escrow notice, which names the
/// owner.
public record ProvenPool(Message notice, ProvenOutcome consumed) {
    /// The pool's notice that the service chain consumed at `height`; nothing where this node does not hold that block.
    public static Optional<ProvenPool> of(Ledger service, Height height, Hash pool) {
        for (var outcome : service.blocks().outcomes(height)) {
            var proven = ProvenOutcome.of(service.blocks(), height, outcome.transaction());
            var notice = proven.flatMap(ProvenOutcome::consumed).filter(message -> isOf(message, pool));
            if (notice.isPresent()) {
                return Optional.of(new ProvenPool(notice.get(), proven.orElseThrow()));
            }
        }
        return Optional.empty();
    }

    private static boolean isOf(Message message, Hash pool) {
        return message.body() instanceof EscrowNotice(var id, var _, var _, var _) && id.equals(pool);
    }

    /// Why this does not show whose `pool` is on `chain`.
    public Optional<String> refusal(ChainSpec spec, ChainName chain) {
        if (!(notice.body() instanceof EscrowNotice)
                || !notice.source().equals(ChainName.MAIN)
                || !notice.destination().equals(chain)) {
            return Optional.of("a pool's owner is not named by an escrow notice of main");
        }
        return consumed.refusal(spec, chain, notice, Reserved.POOLS);
    }

    /// Why the ticket is not one that the pool's owner answers for: what of §7.8 can be judged without the chain's
    /// state
    /// at the time.
    public Optional<String> refusal(Opening opening, Domain domain) {
        var ticket = opening.ticket().ticket();
        var capability = opening.capability().capability();
        if (!capability.pool().equals(id())) {
            return Optional.of("the capability is of another pool");
        }
        if (!ticket.capability().equals(capability.hash())) {
            return Optional.of("the ticket names another capability");
        }
        if (!ticket.profile().equals(opening.profile().hash())
                || ticket.kind() != opening.profile().kind()) {
            return Optional.of("the ticket names another billing profile");
        }
        if (!opening.capability().isSignedBy(owner(), domain)) {
            return Optional.of("the capability is not signed by the owner of its pool");
        }
        return opening.ticket().isSignedBy(capability.gatewayKey(), domain)
                ? Optional.empty()
                : Optional.of("the ticket is not signed by the capability's gateway key");
    }

    /// Of one that [#refusal] does not refuse.
    public Hash id() {
        return body().pool();
    }

    /// Of one that [#refusal] does not refuse.
    public Address owner() {
        return body().owner();
    }

    private EscrowNotice body() {
        return (EscrowNotice) notice.body();
    }

    public Bytes encode() {
        return Rlp.list(this::write);
    }

    /// @param network the genesis hash that the certificate is read for
    public static Decoded<ProvenPool> decode(Hash network, Bytes bytes) {
        return Rlp.decodeList(bytes, list -> read(network, list));
    }

    void write(RlpListWriter list) {
        list.list(notice::write).list(consumed::write);
    }

    static ProvenPool read(Hash network, RlpListReader list) {
        return new ProvenPool(list.list(Message::read), list.list(in -> ProvenOutcome.read(network, in)));
    }
}
