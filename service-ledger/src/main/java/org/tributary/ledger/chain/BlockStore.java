// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.block.FinalHeader;
import org.tributary.ledger.block.Header;
import org.tributary.ledger.block.Outcome;
import org.tributary.ledger.block.Unit;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.message.Message;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.primitives.Address;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.committee.QuorumCertificate;

/// One chain's committed blocks and what came of them, in a [KeyValueStore].
public final class BlockStore {
    private static final Bytes HEAD = Bytes.wrap("head".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    private static final Bytes GENESIS = Bytes.wrap("genesis".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    private static final Bytes FIRST = Bytes.wrap("first".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    private final KeyValueStore store;
    private final Hash network;
    private volatile Optional<Committed> newest = Optional.empty();

    /// What everybody asks for right after a commit, as it was before it was written.
    private record Committed(Block block, QuorumCertificate certificate, List<Outcome> outcomes) {
        boolean isAt(Height height) {
            return block.header().height().equals(height);
        }
    }

    public BlockStore(KeyValueStore store, Hash network) {
        this.store = store;
        this.network = network;
    }

    /// The network whose chain `store` holds, if it holds one.
    public static Optional<Hash> network(KeyValueStore store) {
        return store.get(Table.META, GENESIS).map(Hash::of);
    }

    Optional<Height> head() {
        return store.get(Table.META, HEAD).map(bytes -> new Height(bytes.toLong()));
    }

    /// The lowest height above genesis whose block is here, or will be.
    public Height first() {
        return store.get(Table.META, FIRST)
                .map(bytes -> new Height(bytes.toLong()))
                .orElse(Height.ZERO.next());
    }

    public Optional<Block> block(Height height) {
        return newest(height)
                .map(Committed::block)
                .or(() -> store.get(Table.BLOCKS, key(height))
                        .map(bytes -> Block.decode(network, bytes).orBroken("a block")));
    }

    /// Also of blocks whose bodies are not here.
    public Optional<Header> header(Height height) {
        return block(height)
                .map(Block::header)
                .or(() -> store.get(Table.HEADERS, key(height))
                        .map(bytes -> Header.decode(bytes).orBroken("a header")));
    }

    /// The block's canonical bytes.
    public Optional<Bytes> encodedBlock(Height height) {
        return store.get(Table.BLOCKS, key(height));
    }

    public Optional<QuorumCertificate> certificate(Height height) {
        return newest(height)
                .map(Committed::certificate)
                .or(() -> store.get(Table.CERTIFICATES, key(height))
                        .map(bytes -> Rlp.decodeList(bytes, list -> QuorumCertificate.read(network, list))
                                .orBroken("a certificate")));
    }

    public Optional<Height> height(Hash block) {
        return store.get(Table.HEIGHTS, block.bytes()).map(bytes -> new Height(bytes.toLong()));
    }

    /// In the order of the block; empty where there is no such block.
    public List<Outcome> outcomes(Height height) {
        return newest(height).map(Committed::outcomes).orElseGet(() -> storedOutcomes(height));
    }

    private List<Outcome> storedOutcomes(Height height) {
        return store.get(Table.OUTCOMES, key(height))
                .map(bytes -> Rlp.decodeList(bytes, list -> {
                            var outcomes = new ArrayList<Outcome>();
                            while (!list.isComplete()) {
                                outcomes.add(list.list(Outcome::read));
                            }
                            return List.copyOf(outcomes);
                        })
                        .orBroken("a block's outcomes"))
                .orElse(List.of());
    }

    /// The account's newest unit.
    public Optional<Unit> unit(Address account) {
        return store.get(Table.UNITS, account.bytes())
                .map(bytes -> Rlp.decodeList(bytes, Unit::read).orBroken("a unit"));
    }

    /// Messages to `destination` from sequence `from` on, of blocks up to `through`, in order.
    /// The header at `height`, which is committed, with its certificate.
    public FinalHeader finalHeader(Height height) {
        return new FinalHeader(header(height).orElseThrow(), certificate(height).orElseThrow());
    }

    public List<Message> sent(ChainName destination, long from, Height through, int limit) {
        var messages = new ArrayList<Message>();
        var prefix = Slots.word(destination);
        store.scan(Table.OUTBOX, prefix, Bytes.concatenate(prefix, Bytes.ofUnsignedLong(from)), (_, value) -> {
            if (value.slice(0, Long.BYTES).toLong() > through.number() || messages.size() == limit) {
                return false;
            }
            messages.add(Rlp.decodeList(value.slice(Long.BYTES), Message::read).orBroken("a message"));
            return true;
        });
        return messages;
    }

    private Optional<Committed> newest(Height height) {
        return newest.filter(committed -> committed.isAt(height));
    }

    /// Keeps at hand what has just been written.
    void committed(Block block, QuorumCertificate certificate, List<Outcome> outcomes) {
        newest = Optional.of(new Committed(block, certificate, List.copyOf(outcomes)));
    }

    /// Begins a chain at height 0.
    public static void putGenesis(WriteBatch batch, Block genesis, Hash network) {
        batch.put(Table.META, GENESIS, network.bytes());
        batch.put(Table.META, HEAD, key(Height.ZERO));
        batch.put(Table.BLOCKS, key(Height.ZERO), genesis.encoded());
        batch.put(Table.HEIGHTS, network.bytes(), key(Height.ZERO));
    }

    static void putBlock(WriteBatch batch, Block block, Hash hash, List<Outcome> outcomes) {
        var key = key(block.header().height());
        batch.put(Table.META, HEAD, key);
        batch.put(Table.BLOCKS, key, block.encoded());
        batch.put(Table.HEIGHTS, hash.bytes(), key);
        batch.put(Table.OUTCOMES, key, Rlp.list(list -> outcomes.forEach(outcome -> list.list(outcome::write))));
    }

    /// A header without its block.
    public static void putHeader(WriteBatch batch, Header header, Hash hash) {
        batch.put(Table.HEADERS, key(header.height()), header.encoded());
        batch.put(Table.HEIGHTS, hash.bytes(), key(header.height()));
    }

    /// Begins the chain of `network` at a header whose state is in the store, or goes into it with this batch.
    public static void putHead(WriteBatch batch, Header header, QuorumCertificate certificate, Hash network) {
        putHeader(batch, header, header.hash());
        putCertificate(batch, certificate);
        batch.put(Table.META, GENESIS, network.bytes());
        batch.put(Table.META, HEAD, key(header.height()));
        batch.put(Table.META, FIRST, key(header.height().next()));
    }

    static void putCertificate(WriteBatch batch, QuorumCertificate certificate) {
        batch.put(Table.CERTIFICATES, key(certificate.height()), Rlp.list(certificate::write));
    }

    public static void putSent(WriteBatch batch, Height height, List<Message> messages) {
        for (var message : messages) {
            var key = Bytes.concatenate(Slots.word(message.destination()), Bytes.ofUnsignedLong(message.sequence()));
            batch.put(Table.OUTBOX, key, Bytes.concatenate(key(height), message.encoded()));
        }
    }

    static void putUnit(WriteBatch batch, Units.Linked unit) {
        batch.put(Table.UNITS, unit.account().bytes(), unit.encoded());
    }

    private static Bytes key(Height height) {
        return Bytes.ofUnsignedLong(height.number());
    }
}
