// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.tributary.ledger.TestValidators;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.block.CompactBlock;
import org.tributary.ledger.block.CompactBlock.Completion;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.store.MemoryStore;
import org.tributary.ledger.transaction.Call;
import org.tributary.ledger.transaction.FeeMarketTransaction;
import org.tributary.ledger.transaction.SignedTransaction;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.View;
import org.tributary.primitives.codec.Decoded;

class CompactBlockTest {
    private static final int TRANSACTIONS = 20;

    private final TestValidators validators = new TestValidators();
    private final Map<Hash, SignedTransaction> known = new HashMap<>();
    private final Block block = block();
    private final CompactBlock compact = CompactBlock.of(block).orElseThrow();

    @Test
    void whoKnowsTheTransactionsGetsTheSameBytesBack() {
        assertThat(compact.complete(this::find)).isEqualTo(new Completion.Whole(block));
        assertThat(((Completion.Whole) compact.complete(this::find)).block().encoded())
                .isEqualTo(block.encoded());
    }

    @Test
    void namesWhatIsMissing() {
        var lost = List.of(compact.transactions().get(3), compact.transactions().get(7));
        lost.forEach(known::remove);
        assertThat(compact.complete(this::find)).isEqualTo(new Completion.Lacking(lost));
    }

    @Test
    void aTransactionCostsItsHashAndNoMore() {
        int fixed = new CompactBlock(block.header(), block.parentCertificate(), List.of(), compact.anchors())
                .encoded()
                .size();
        assertThat(compact.encoded().size() - fixed).isLessThanOrEqualTo(TRANSACTIONS * 33 + 2);
    }

    @Test
    void readsBackWhatItWrote() {
        assertThat(CompactBlock.decode(validators.spec.hash(), compact.encoded()))
                .isEqualTo(new Decoded.Value<>(compact));
    }

    @Test
    void everyFlippedBitIsSeen() {
        var random = new Random(1);
        var bytes = compact.encoded().toArray();
        for (int at = 0; at < bytes.length; at++) {
            var flipped = bytes.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            var decoded = CompactBlock.decode(validators.spec.hash(), Bytes.wrap(flipped));
            if (decoded instanceof Decoded.Value<CompactBlock>(var other)) {
                assertThat(other.hash()).as("byte " + at).isNotEqualTo(compact.hash());
            }
        }
    }

    private Optional<SignedTransaction> find(Hash hash) {
        return Optional.ofNullable(known.get(hash));
    }

    private Block block() {
        var store = new MemoryStore();
        var source = new QueuedTransactions();
        var program = new MainProgram(validators.spec, store, source, new NothingToAnchor());
        var ledger = new Ledger(validators.spec, ChainName.MAIN, store, program, Optional.empty());
        var spec = validators.spec;
        for (int nonce = 0; nonce < TRANSACTIONS; nonce++) {
            var call = Call.transfer(Address.reserved(99), Amount.of(nonce + 1));
            var signed = SignedTransaction.sign(
                    FeeMarketTransaction.flat(
                            spec.chainId(), nonce, spec.token().gasPrice().units(), 500_000, call),
                    validators.accounts.getFirst());
            known.put(signed.hash(), signed);
            source.add(signed);
        }
        return ledger.build(View.ZERO, spec.network().genesisTimeMillis() + 1_000, validators.proposer(0));
    }
}
