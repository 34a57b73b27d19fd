// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.tributary.bandwidth.proof.RatingKey;
import org.tributary.bandwidth.proof.RatingRow;
import org.tributary.ledger.TestValidators;
import org.tributary.ledger.block.Anchor;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.block.Body;
import org.tributary.ledger.block.Header;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.message.Message;
import org.tributary.ledger.message.MessageBody;
import org.tributary.ledger.message.MessageBody.EscrowRelease;
import org.tributary.ledger.message.MessageBody.SettleRows;
import org.tributary.ledger.message.Outbox;
import org.tributary.ledger.state.State;
import org.tributary.ledger.store.MemoryStore;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.View;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.merkle.MerkleTree;

/// What a captured committee may send main. Protocol §2.
class AnchorBookTest {
    private static final ChainName CDN = new ChainName("cdn");
    private static final Hash POOL = Keccak.hash(Bytes.of(1));
    private static final Amount MOST =
            new Amount(BigInteger.ONE.shiftLeft(Amount.MAX_BITS).subtract(BigInteger.ONE));

    private final TestValidators validators = new TestValidators();
    private final Accounts accounts = new Accounts(State.over(new MemoryStore()));
    private final AnchorBook book = new AnchorBook(validators.spec, accounts);

    private static Message message(long sequence, MessageBody body) {
        return new Message(CDN, ChainName.MAIN, sequence, body);
    }

    /// Certified by the whole committee, whatever it says.
    private Anchor anchor(Amount said, List<Message> messages) {
        var root = MerkleTree.root(messages.stream().map(Message::hash).toList());
        var outbox = new Outbox(ChainName.MAIN, 0, messages.size(), said, root);
        var body = new Body.Service(List.of(), List.of());
        var header = new Header(
                CDN,
                new Height(1),
                validators.spec.hash(),
                new Header.MainReference(Height.ZERO, validators.spec.hash()),
                0,
                View.ZERO,
                TestValidators.START_MILLIS + 1,
                Address.ZERO,
                new Header.Roots(Hash.ZERO, Hash.ZERO, Hash.ZERO, Hash.ZERO),
                List.of(outbox),
                List.of(),
                Hash.ZERO,
                0,
                Optional.empty(),
                Hash.ZERO,
                body.hash());
        var block = new Block(header, Optional.empty(), body);
        return new Anchor(List.of(header), validators.certify(block, View.ZERO), messages);
    }

    @Test
    void noMoreThanTheNetBalanceIsClaimed() {
        book.sent(CDN, Amount.of(10));
        var release = message(0, new EscrowRelease(POOL, Amount.of(11), Amount.ZERO));
        assertThat(book.take(anchor(Amount.of(11), List.of(release)), new Height(2)))
                .isEqualTo(Verdict.reject("anchor: cdn claims more than its net balance"));
        var less = message(0, new EscrowRelease(POOL, Amount.of(10), Amount.ZERO));
        assertThat(book.take(anchor(Amount.of(10), List.of(less)), new Height(2)))
                .isEqualTo(Verdict.accept());
        assertThat(book.netBalance(CDN)).isEqualTo(Amount.ZERO);
    }

    @Test
    void claimsBeyondEveryAmountAreRefusedAndHaltNobody() {
        book.sent(CDN, Amount.of(10));
        var key = new RatingKey(POOL, Address.ZERO, UsageKind.BYTES, POOL, 1);
        var row = new RatingRow(key, Address.ZERO, 1, MOST, new Bucket(0));
        var rows = message(0, new SettleRows(1, POOL, Address.ZERO, Amount.ZERO, List.of(row, row)));
        assertRefused(anchor(MOST, List.of(rows)));
        var releases = new ArrayList<Message>();
        releases.add(message(0, new EscrowRelease(POOL, MOST, Amount.ZERO)));
        releases.add(message(1, new EscrowRelease(POOL, MOST, Amount.ZERO)));
        assertRefused(anchor(MOST, releases));
    }

    private void assertRefused(Anchor anchor) {
        assertThat(book.take(anchor, new Height(2)))
                .isEqualTo(Verdict.reject("anchor: the messages are not those that the headers commit to"));
        assertThat(book.netBalance(CDN)).isEqualTo(Amount.of(10));
    }
}
