// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tributary.bandwidth.challenge.Challenge;
import org.tributary.bandwidth.challenge.Claim;
import org.tributary.bandwidth.challenge.Demand;
import org.tributary.bandwidth.challenge.Entry;
import org.tributary.bandwidth.challenge.Question;
import org.tributary.bandwidth.proof.RowProofs;
import org.tributary.bandwidth.receipt.BatchAck;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.bandwidth.receipt.SeatAck;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Event;
import org.tributary.ledger.block.Body;
import org.tributary.ledger.block.OrderedBatch;
import org.tributary.ledger.contract.Answers;
import org.tributary.ledger.contract.Challenges;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.view.LogEntry;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Height;
import org.tributary.primitives.crypto.PrivateKey;

/// Challenges of a network that did nothing wrong, by transactions: each is lost, and whatever is demanded can be
/// shown.
/// After every block, supply is conserved.
class ChallengedNetworkTest {
    private final BilledNetwork network = new BilledNetwork();
    private final PrivateKey challenger = network.validators.accounts.get(4);
    private final PrivateKey provider = network.validators.accounts.get(1);
    private final Amount bond =
            network.validators.spec.rules().incentives().challenge().bond();
    private Entry one;
    private Entry other;
    private Opening opening;

    @BeforeEach
    void serve() {
        network.serveUnsettled(12);
        for (int i = 0; i < 40; i++) {
            network.step();
        }
        long number = network.metering.windows().getLast();
        var record = network.metering.window(number).orElseThrow();
        var leaves = network.metering.leaves(number);
        var proofs = new RowProofs(record.proof().rows(), 0, leaves.getFirst());
        one = new Entry(number, proofs.proof(0));
        other = new Entry(number, proofs.proof(1));
        opening = network.metering.opening(one.leaf().ticket()).orElseThrow();
    }

    private List<LogEntry> call(PrivateKey sender, Amount value, Bytes input) {
        network.call(sender, Reserved.CHALLENGES, value, input);
        var outcome = network.main.blocks().outcomes(network.main.height()).stream()
                .filter(each -> each.sender().equals(sender.address()))
                .findFirst()
                .orElseThrow();
        assertThat(outcome.succeeded()).isTrue();
        return outcome.logs();
    }

    private long demand(Demand demand) {
        var proof = new Question(BilledNetwork.CDN, demand).encode();
        assertThat(proof.size()).isLessThanOrEqualTo(4_096);
        var logs = call(challenger, bond, Challenges.DEMAND.encodeCall(AbiValue.of(proof)));
        var raised = logs.getFirst();
        return Challenges.DEMANDED
                .decode(new Event.Entry(raised.topics(), raised.data()))
                .orBroken("a demand")
                .smallNumber(0);
    }

    private void assertAnswered(long number, Bytes answer) {
        assertThat(answer.size()).isLessThanOrEqualTo(4_096);
        var input = Challenges.ANSWER.encodeCall(AbiValue.of(number), AbiValue.of(answer));
        var logs = call(provider, Amount.ZERO, input);
        assertThat(logs.getFirst().topics().getFirst()).isEqualTo(Challenges.ANSWERED.topic0());
        assertThat(logs.get(1).topics().getFirst()).isEqualTo(Challenges.FAILED.topic0());
    }

    @Test
    void aChallengeOfHonestUsageIsLost() {
        for (var claim : List.of(
                new Claim.CountedTwice(one, other),
                new Claim.OverCap(
                        one,
                        opening.ticket().ticket(),
                        Optional.of(opening.capability().capability())),
                new Claim.WrongCount(one, opening.ticket().ticket(), receipt().receipt()))) {
            var proof = new Challenge(BilledNetwork.CDN, opening.profile(), claim).encode();
            var logs = call(challenger, bond, Challenges.CHALLENGE.encodeCall(AbiValue.of(proof)));
            assertThat(logs).hasSize(1);
            assertThat(logs.getFirst().topics().getFirst()).isEqualTo(Challenges.FAILED.topic0());
        }
    }

    private SignedReceipt receipt() {
        var record = network.metering.window(one.window()).orElseThrow();
        return record.batches().stream()
                .flatMap(batch -> network.metering.batch(batch.hash()).orElseThrow().batch().receipts().stream())
                .filter(receipt -> receipt.receipt().hash().equals(one.leaf().receipt()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theReceiptOfEveryEntryCanBeShown() {
        long number = demand(new Demand.OfReceipt(opening.profile(), one));
        var receipt = receipt();
        assertAnswered(number, Answers.receipt(opening.ticket().ticket(), receipt));
    }

    @Test
    void theOpeningOfEveryTicketCanBeShown() {
        assertAnswered(demand(new Demand.OfOpening(opening.profile(), one)), opening.encode());
    }

    /// Also of a block that closed a window, or consumed a message.
    @Test
    void theBlockThatOrderedABatchCanBeShown() {
        var orders = new ArrayList<OrderedBatch>();
        for (long height = 1; height <= network.service.height().number(); height++) {
            var block = network.service.blocks().block(new Height(height)).orElseThrow();
            for (var certificate : ((Body.Service) block.body()).batches()) {
                orders.add(Orders.find(network.service, network.metering, certificate.hash())
                        .orElseThrow());
            }
        }
        assertThat(orders).isNotEmpty();
        for (var order : orders) {
            assertThat(order.refusal(network.validators.spec, BilledNetwork.CDN))
                    .isEmpty();
        }
        var order = orders.getFirst();
        untilAcceptanceIsOver(order.certificate());
        assertAnswered(demand(new Demand.OfOrder(order.certificate())), order.encode());
    }

    private void untilAcceptanceIsOver(BatchCertificate certificate) {
        var buckets = network.validators.spec.serviceChain(BilledNetwork.CDN).buckets();
        var over = certificate.arrival().plus(buckets.hardAcceptanceBuckets() + 1);
        network.step((over.number() - network.bucket().number()) * buckets.bucketMillis());
    }

    @Test
    void aCertifiedBatchThatNoBlockOrderedIsProvedOmitted() {
        var record = network.metering.window(one.window()).orElseThrow();
        var known = network.metering
                .batch(record.batches().getFirst().hash())
                .orElseThrow()
                .batch();
        var batch = SignedBatch.sign(BilledNetwork.CDN, 999, known.receipts(), network.metering.domain(), provider)
                .batch();
        var acks = new ArrayList<SeatAck>();
        var arrival = network.bucket();
        for (int seat = 0; seat < 3; seat++) {
            var ack = new BatchAck(batch.hash(), new Bucket(arrival.number()));
            acks.add(new SeatAck(
                    seat, arrival, ack.sign(network.metering.domain(), network.validators.consensusKey(seat))));
        }
        var certificate = BatchCertificate.of(batch, acks);
        untilAcceptanceIsOver(certificate);
        long number = demand(new Demand.OfOrder(certificate));
        network.step(15_001);
        var before = network.main.state().account(challenger.address()).balance();
        var logs = call(provider, Amount.ZERO, Challenges.CONCLUDE.encodeCall(AbiValue.of(number)));
        assertThat(logs.getFirst().topics()).startsWith(Challenges.OMISSION_PROVED.topic0(), batch.hash());
        assertThat(network.main.state().account(challenger.address()).balance()).isEqualTo(before.plus(bond));
    }
}
