// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.challenge.Demand;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.block.OrderedBatch;
import org.tributary.primitives.Address;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.typed.Domain;

/// What answers a demand: `[ticket, signed receipt]`, an opening, or an [OrderedBatch]. Main judges by this, and so may
/// whoever is about to answer.
public record Answers(ChainSpec spec) {
    private record Shown(SessionTicket ticket, SignedReceipt receipt) {}

    public static Bytes receipt(SessionTicket ticket, SignedReceipt receipt) {
        return Rlp.list(list -> list.list(ticket::write).list(receipt::write));
    }

    /// @param owner of the pool that was billed
    public boolean fits(OpenDemand demand, Address owner, Bytes proof) {
        var domain = Domain.of(spec.chainId(), spec.hash(), demand.chain());
        return switch (demand.kind()) {
            case RECEIPT ->
                Rlp.decodeList(proof, list -> new Shown(list.list(SessionTicket::read), list.list(SignedReceipt::read)))
                                instanceof Decoded.Value<Shown>(var shown)
                        && Demand.answers(demand.subject(), demand.receipt(), shown.ticket(), shown.receipt(), domain);
            case OPENING ->
                Opening.decode(proof) instanceof Decoded.Value<Opening>(var opening)
                        && Demand.answers(demand.subject(), demand.pool(), owner, opening, domain);
            case ORDER ->
                OrderedBatch.decode(spec.hash(), proof) instanceof Decoded.Value<OrderedBatch>(var order)
                        && order.certificate().hash().equals(demand.subject())
                        && order.refusal(spec, demand.chain()).isEmpty();
        };
    }
}
