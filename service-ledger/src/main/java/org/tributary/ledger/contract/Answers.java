// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.challenge.Demand;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.block.FinalHeader;
import org.tributary.ledger.execution.Accounts;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.merkle.MerkleTree;
import org.tributary.primitives.typed.Domain;

/// Whether bytes are what a demand asks for: `[ticket, signed receipt]`, an opening, or `[final header, path,
/// certificate]`.
final class Answers {
    private final ChainSpec spec;
    private final Accounts accounts;

    Answers(ChainSpec spec, Accounts accounts) {
        this.spec = spec;
        this.accounts = accounts;
    }

    private record Receipt(SessionTicket ticket, SignedReceipt receipt) {}

    private record Order(FinalHeader header, MerkleTree.Path path, BatchCertificate certificate) {}

    boolean answers(Demands.Demand demand, Bytes proof) {
        var chain = demand.parties().chain();
        return switch (demand.kind()) {
            case RECEIPT ->
                Rlp.decodeList(
                                        proof,
                                        list -> new Receipt(
                                                list.list(SessionTicket::read), list.list(SignedReceipt::read)))
                                instanceof Decoded.Value<Receipt>(var shown)
                        && Demand.answers(
                                demand.subject(), demand.receipt(), shown.ticket(), shown.receipt(), domain(chain));
            case OPENING ->
                Opening.decode(proof) instanceof Decoded.Value<Opening>(var opening)
                        && Demand.answers(
                                demand.subject(),
                                demand.parties().pool(),
                                Pool.of(accounts, demand.parties().pool()).owner(),
                                opening,
                                domain(chain));
            case ORDER ->
                Rlp.decodeList(
                                        proof,
                                        list -> new Order(
                                                list.list(in -> FinalHeader.read(spec.hash(), in)),
                                                list.list(MerkleTree.Path::read),
                                                list.list(BatchCertificate::read)))
                                instanceof Decoded.Value<Order>(var order)
                        && ordered(demand, chain, order);
        };
    }

    private boolean ordered(Demands.Demand demand, ChainName chain, Order order) {
        var transaction = Keccak.hash(order.certificate().encode());
        return order.certificate().hash().equals(demand.subject())
                && order.header().refusal(spec, chain).isEmpty()
                && order.path()
                        .root(transaction)
                        .equals(order.header().header().roots().transactions());
    }

    private Domain domain(ChainName chain) {
        return Domain.of(spec.chainId(), spec.hash(), chain);
    }
}
