// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.sample;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Arguments;
import org.tributary.ledger.abi.Function;
import org.tributary.ledger.contract.Pools;
import org.tributary.ledger.contract.Settlement;
import org.tributary.ledger.view.BlockView;
import org.tributary.ledger.view.CallOutcome;
import org.tributary.ledger.view.CallRequest;
import org.tributary.ledger.view.LogEntry;
import org.tributary.ledger.view.LogQuery;
import org.tributary.ledger.view.NetworkView;
import org.tributary.ledger.view.ReceiptView;
import org.tributary.ledger.view.Submission;
import org.tributary.ledger.view.TransactionView;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.Keccak;

/// A small network in memory: blocks are made by the test, every value follows from a number, and nothing is random. A
/// raw transaction here is any bytes; its first byte says what the mempool thinks of it.
public final class InMemoryNetwork implements NetworkView {
    private Height first = Height.ZERO.next();
    private long[] pool = {1_000, 400, 300, 120, 30, 140, 10, 2};
    public static final Address ALICE = Address.parse("0x00000000000000000000000000000000000a11ce");
    public static final Address POOLS = Address.reserved(0x1001);
    public static final Hash TOPIC = Keccak.hash(Bytes.of(1));

    /// First byte of a raw transaction that is refused.
    private static final int REFUSED = 0xbb;

    private final List<BlockView> blocks = new ArrayList<>();
    private final List<List<ReceiptView>> receipts = new ArrayList<>();
    private final LinkedHashMap<Hash, TransactionView> pending = new LinkedHashMap<>();
    private final List<Consumer<BlockView>> heads = new CopyOnWriteArrayList<>();
    private final List<Consumer<Hash>> pendings = new CopyOnWriteArrayList<>();
    private Optional<Height> target = Optional.empty();

    public InMemoryNetwork() {
        produce(0);
    }

    /// Makes a block of all pending transactions, each with `logs` logs, after a system transaction.
    public synchronized void produce(int logs) {
        var height = new Height(blocks.size());
        var hash = blockHash(height);
        var transactions = new ArrayList<TransactionView>();
        var made = new ArrayList<ReceiptView>();
        for (var waiting : waiting(height)) {
            var place = new TransactionView.Place(height, hash, transactions.size());
            var placed = placed(waiting, place);
            transactions.add(placed);
            made.add(receipt(placed, place, placed.envelope().isPresent() ? logs : 0, made));
        }
        pending.clear();
        var block = new BlockView(
                height,
                hash,
                height.number() == 0 ? Hash.ZERO : blockHash(new Height(height.number() - 1)),
                1_700_000_000_000L + 250 * height.number(),
                ALICE,
                Keccak.hash(Bytes.of(10)),
                Keccak.hash(Bytes.of(11)),
                Keccak.hash(Bytes.of(12)),
                30_000_000,
                21_000L * transactions.size(),
                gasPrice(),
                bloom(made),
                1_000,
                transactions);
        blocks.add(block);
        receipts.add(List.copyOf(made));
        heads.forEach(listener -> listener.accept(block));
    }

    /// What the pool's book says from now on: its seven amounts and the minimum epoch.
    public synchronized void pool(long... book) {
        pool = book.clone();
    }

    public synchronized void syncTowards(long height) {
        target = Optional.of(new Height(height));
    }

    public int listeners() {
        return heads.size() + pendings.size();
    }

    private List<TransactionView> waiting(Height height) {
        var all = new ArrayList<TransactionView>();
        all.add(system(height));
        all.addAll(pending.values());
        return all;
    }

    private static Hash blockHash(Height height) {
        return Keccak.hash(Bytes.ofUnsignedLong(height.number()));
    }

    /// As the ledger would: bits of every address and topic. Here simply all of them, as a full filter has.
    private static Bytes bloom(List<ReceiptView> receipts) {
        boolean any = receipts.stream().anyMatch(receipt -> !receipt.logs().isEmpty());
        return Bytes.repeat((byte) (any ? 0xff : 0), 256);
    }

    private static TransactionView system(Height height) {
        return new TransactionView(
                Keccak.hash(Bytes.of(7), Bytes.ofUnsignedLong(height.number())),
                Address.ZERO,
                Optional.of(POOLS),
                height.number(),
                BigInteger.ZERO,
                Bytes.of(1, 2, 3),
                0,
                Amount.ZERO,
                Optional.empty(),
                Optional.empty());
    }

    private TransactionView signed(Bytes raw) {
        var accessList = Bytes.fromHexString("0xf838f7940000000000000000000000000000000000001001e1a0"
                + "0000000000000000000000000000000000000000000000000000000000000005");
        var envelope = new TransactionView.Envelope(
                2,
                BigInteger.ONE,
                BigInteger.TEN,
                BigInteger.TWO,
                BigInteger.valueOf(2_000),
                BigInteger.ZERO,
                accessList);
        return new TransactionView(
                Keccak.hash(raw),
                ALICE,
                Optional.of(POOLS),
                5,
                BigInteger.valueOf(256),
                raw,
                50_000,
                gasPrice(),
                Optional.of(envelope),
                Optional.empty());
    }

    private static TransactionView placed(TransactionView t, TransactionView.Place place) {
        return new TransactionView(
                t.hash(),
                t.from(),
                t.to(),
                t.nonce(),
                t.value(),
                t.input(),
                t.gas(),
                t.gasPrice(),
                t.envelope(),
                Optional.of(place));
    }

    private ReceiptView receipt(TransactionView t, TransactionView.Place place, int logs, List<ReceiptView> before) {
        var entries = new ArrayList<LogEntry>();
        for (int i = 0; i < logs; i++) {
            entries.add(new LogEntry(
                    POOLS, List.of(TOPIC, Hash.of(UInt256.valueOf(i).toBytes())), Bytes.of(i & 0xff)));
        }
        int firstLog =
                before.stream().mapToInt(receipt -> receipt.logs().size()).sum();
        return new ReceiptView(t, place, true, 21_000, 21_000L * (place.index() + 1), t.gasPrice(), firstLog, entries);
    }

    @Override
    public ChainId chainId() {
        return new ChainId(7_091_155);
    }

    @Override
    public Hash genesisHash() {
        return blockHash(Height.ZERO);
    }

    @Override
    public synchronized Height head() {
        return new Height(blocks.size() - 1L);
    }

    /// Forgets the blocks below this height, apart from genesis.
    public synchronized void prune(Height below) {
        first = below;
    }

    @Override
    public synchronized Height first() {
        return first;
    }

    @Override
    public synchronized Optional<BlockView> block(Height height) {
        boolean pruned = height.isAfter(Height.ZERO) && height.isBefore(first);
        return pruned || height.isAfter(head())
                ? Optional.empty()
                : Optional.of(blocks.get(Math.toIntExact(height.number())));
    }

    @Override
    public synchronized Optional<BlockView> block(Hash hash) {
        return blocks.stream().filter(block -> block.hash().equals(hash)).findFirst();
    }

    @Override
    public synchronized Optional<TransactionView> transaction(Hash hash) {
        return blocks.stream()
                .flatMap(block -> block.transactions().stream())
                .filter(transaction -> transaction.hash().equals(hash))
                .findFirst()
                .or(() -> Optional.ofNullable(pending.get(hash)));
    }

    @Override
    public synchronized Optional<ReceiptView> receipt(Hash transaction) {
        return receipts.stream()
                .flatMap(List::stream)
                .filter(receipt -> receipt.transaction().hash().equals(transaction))
                .findFirst();
    }

    @Override
    public synchronized List<ReceiptView> receipts(Height height) {
        return height.isAfter(head()) ? List.of() : receipts.get(Math.toIntExact(height.number()));
    }

    @Override
    public synchronized List<Height> heightsWithLogs(LogQuery query) {
        return blocks.stream()
                .map(BlockView::height)
                .filter(height -> !height.isBefore(query.from()) && !height.isAfter(query.to()))
                .filter(height -> receipts(height).stream()
                        .flatMap(receipt -> receipt.logs().stream())
                        .anyMatch(query::matches))
                .toList();
    }

    @Override
    public Amount balance(Address account) {
        return account.equals(ALICE) ? Amount.ofTokens(1_000) : Amount.ZERO;
    }

    @Override
    public long nonce(Address account) {
        return account.equals(ALICE) ? 5 : 0;
    }

    @Override
    public synchronized long pendingNonce(Address account) {
        return nonce(account) + (account.equals(ALICE) ? pending.size() : 0);
    }

    @Override
    public Bytes code(Address account) {
        return account.equals(POOLS) ? Bytes.of(0xfe) : Bytes.EMPTY;
    }

    @Override
    public UInt256 storage(Address account, UInt256 slot) {
        return account.equals(POOLS) ? slot.add(1) : UInt256.ZERO;
    }

    /// The first byte of the input says what happens; otherwise it is returned.
    @Override
    public CallOutcome call(CallRequest request) {
        var contract = contract(request.input());
        if (contract.isPresent()) {
            return contract.get();
        }
        int kind = request.input().isEmpty() ? 0 : request.input().get(0) & 0xff;
        return switch (kind) {
            case 0xf0 -> new CallOutcome.Reverted("no such pool", Bytes.fromHexString("0x08c379a0"));
            case 0xf1 -> new CallOutcome.Refused("insufficient funds for gas * price + value");
            case 0xf2 -> throw new IllegalStateException("a mistake of ours");
            case 0xf3 -> {
                LockSupport.parkNanos(30_000_000_000L);
                yield new CallOutcome.Returned(Bytes.EMPTY, 1);
            }
            default ->
                new CallOutcome.Returned(request.input(), request.gas().equals(OptionalLong.empty()) ? 21_064 : 21_000);
        };
    }

    /// Pools knows one pool, Settlement one set of books for everybody.
    private synchronized Optional<CallOutcome> contract(Bytes input) {
        if (Pools.POOL.decodeCall(input) instanceof Decoded.Value<Arguments>(var arguments)) {
            return Optional.of(
                    arguments.hash(0).equals(SampleChain.POOL)
                            ? returned(Pools.POOL, AbiValue.of(ALICE), pool)
                            : new CallOutcome.Reverted("there is no such pool", Bytes.EMPTY));
        }
        if (Pools.COVER.decodeCall(input) instanceof Decoded.Value<Arguments>) {
            return Optional.of(returned(Pools.COVER, AbiValue.of(10_000), 0));
        }
        return Settlement.BOOK.decodeCall(input) instanceof Decoded.Value<Arguments>
                ? Optional.of(returned(Settlement.BOOK, AbiValue.of(100), 70, 8, 2, 20, 5, 0, 0))
                : Optional.empty();
    }

    private static CallOutcome returned(Function function, AbiValue first, long... more) {
        var values = Stream.concat(Stream.of(first), LongStream.of(more).mapToObj(AbiValue::of));
        return new CallOutcome.Returned(function.encodeResult(values.toArray(AbiValue[]::new)), 30_000);
    }

    @Override
    public synchronized Submission submit(Bytes raw) {
        if (raw.isEmpty() || (raw.get(0) & 0xff) == REFUSED) {
            return new Submission.Refused("nonce too low");
        }
        var transaction = signed(raw);
        if (pending.putIfAbsent(transaction.hash(), transaction) != null) {
            return new Submission.Refused("already known");
        }
        pendings.forEach(listener -> listener.accept(transaction.hash()));
        return new Submission.Accepted(transaction.hash());
    }

    @Override
    public Amount gasPrice() {
        return Amount.of(1_000);
    }

    @Override
    public long gasLimit() {
        return 30_000_000;
    }

    @Override
    public synchronized Optional<Height> syncingTowards() {
        return target;
    }

    @Override
    public int peerCount() {
        return 3;
    }

    @Override
    public Subscription onHead(Consumer<BlockView> listener) {
        heads.add(listener);
        return () -> heads.remove(listener);
    }

    @Override
    public Subscription onPending(Consumer<Hash> listener) {
        pendings.add(listener);
        return () -> pendings.remove(listener);
    }
}
