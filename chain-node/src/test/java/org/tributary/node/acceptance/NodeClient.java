// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.acceptance;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Arguments;
import org.tributary.ledger.abi.Function;
import org.tributary.node.Node;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.rpc.v1.BatchAnswer;
import org.tributary.rpc.v1.BillRow;
import org.tributary.rpc.v1.GetProofRequest;
import org.tributary.rpc.v1.GetStatusRequest;
import org.tributary.rpc.v1.GetSupplyRequest;
import org.tributary.rpc.v1.GetTotalsRequest;
import org.tributary.rpc.v1.GetWindowRequest;
import org.tributary.rpc.v1.IngestGrpc;
import org.tributary.rpc.v1.ListRowsRequest;
import org.tributary.rpc.v1.NodeGrpc;
import org.tributary.rpc.v1.OpenTicketRequest;
import org.tributary.rpc.v1.OpenTicketResponse;
import org.tributary.rpc.v1.Proof;
import org.tributary.rpc.v1.ProofsGrpc;
import org.tributary.rpc.v1.ReceiptBatch;
import org.tributary.rpc.v1.StatementsGrpc;
import org.tributary.rpc.v1.Status;
import org.tributary.rpc.v1.Supply;
import org.tributary.rpc.v1.TicketsGrpc;
import org.tributary.rpc.v1.Totals;
import org.tributary.rpc.v1.Window;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.RawTransactionManager;
import org.web3j.tx.response.PollingTransactionReceiptProcessor;

/// One node as users see it: Web3j over JSON-RPC, generated stubs over gRPC.
final class NodeClient implements AutoCloseable {
    private static final long POLL_MILLIS = 50;
    private static final int ATTEMPTS = 1_200;
    private static final long ANSWER_SECONDS = 40;
    private static final BigInteger GAS = BigInteger.valueOf(300_000);

    private final ChainSpec spec;
    private final Web3j web3;
    private final ManagedChannel channel;

    NodeClient(ChainSpec spec, String rpcUrl, String grpcTarget) {
        this.spec = spec;
        this.web3 = Web3j.build(new HttpService(rpcUrl));
        this.channel =
                ManagedChannelBuilder.forTarget(grpcTarget).usePlaintext().build();
    }

    static NodeClient of(Node node) {
        var doors = node.doors();
        return new NodeClient(node.spec(), "http://127.0.0.1:" + doors.jsonRpcPort(), "127.0.0.1:" + doors.grpcPort());
    }

    static NodeClient of(ChainSpec spec, NodeProcess node) {
        return new NodeClient(spec, node.door("rpc"), node.door("grpc"));
    }

    Web3j web3() {
        return web3;
    }

    ManagedChannel channel() {
        return channel;
    }

    @Override
    public void close() {
        web3.shutdown();
        channel.shutdownNow();
    }

    /// Signs as any wallet does, sends, and waits until it is final.
    TransactionReceipt execute(PrivateKey account, Address to, Amount value, Bytes input) throws Exception {
        var processor = new PollingTransactionReceiptProcessor(web3, POLL_MILLIS, ATTEMPTS);
        var sent = new RawTransactionManager(
                        web3,
                        Credentials.create(account.secret().toUnprefixedHexString()),
                        spec.chainId().number(),
                        processor)
                .sendEIP1559Transaction(
                        spec.chainId().number(),
                        BigInteger.ZERO,
                        spec.token().gasPrice().units(),
                        GAS,
                        to.toString(),
                        input.toHexString(),
                        value.units());
        if (sent.hasError()) {
            throw new IllegalStateException(sent.getError().getMessage());
        }
        return processor.waitForTransactionReceipt(sent.getTransactionHash());
    }

    BigInteger balance(Address account) throws Exception {
        return web3.ethGetBalance(account.toString(), DefaultBlockParameterName.LATEST)
                .send()
                .getBalance();
    }

    BigInteger nonce(Address account) throws Exception {
        return web3.ethGetTransactionCount(account.toString(), DefaultBlockParameterName.LATEST)
                .send()
                .getTransactionCount();
    }

    Arguments read(Address contract, Function function, AbiValue... arguments) throws Exception {
        var call = Transaction.createEthCallTransaction(
                Address.ZERO.toString(),
                contract.toString(),
                function.encodeCall(arguments).toHexString());
        var answer = web3.ethCall(call, DefaultBlockParameterName.LATEST).send();
        return function.decodeResult(Bytes.fromHexString(answer.getValue())).orBroken(function.signature());
    }

    OpenTicketResponse open(Opening opening) {
        return open(opening.encode());
    }

    OpenTicketResponse open(Bytes opening) {
        return TicketsGrpc.newBlockingStub(channel)
                .withDeadlineAfter(ANSWER_SECONDS, TimeUnit.SECONDS)
                .open(OpenTicketRequest.newBuilder()
                        .setChain(SmallBuckets.CDN.text())
                        .setOpening(bytes(opening))
                        .build());
    }

    /// Hands the batch in and waits for its answer.
    BatchAnswer submit(SignedBatch batch) throws Exception {
        return submit(batch.encode());
    }

    BatchAnswer submit(Bytes batch) throws Exception {
        return begin(batch).get(ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    /// Hands the batch in; what comes back completes the future.
    CompletableFuture<BatchAnswer> begin(Bytes batch) {
        var answer = new CompletableFuture<BatchAnswer>();
        var stream = IngestGrpc.newStub(channel).submit(new StreamObserver<>() {
            @Override
            public void onNext(BatchAnswer received) {
                answer.complete(received);
            }

            @Override
            public void onError(Throwable failure) {
                answer.completeExceptionally(failure);
            }

            @Override
            public void onCompleted() {
                answer.completeExceptionally(new IllegalStateException("the stream ended without an answer"));
            }
        });
        stream.onNext(ReceiptBatch.newBuilder()
                .setChain(SmallBuckets.CDN.text())
                .setBatch(bytes(batch))
                .build());
        stream.onCompleted();
        return answer;
    }

    Totals totals() {
        return statements()
                .getTotals(GetTotalsRequest.newBuilder()
                        .setChain(SmallBuckets.CDN.text())
                        .build());
    }

    Window window(long number) {
        return statements()
                .getWindow(GetWindowRequest.newBuilder()
                        .setChain(SmallBuckets.CDN.text())
                        .setWindow(number)
                        .build());
    }

    /// The bill's rows for one provider, oldest window first.
    List<BillRow> rows(Address provider) {
        var rows = new ArrayList<BillRow>();
        statements()
                .listRows(ListRowsRequest.newBuilder()
                        .setChain(SmallBuckets.CDN.text())
                        .setProvider(bytes(provider.bytes()))
                        .build())
                .forEachRemaining(rows::add);
        return rows;
    }

    Proof proof(Hash receipt) {
        return ProofsGrpc.newBlockingStub(channel)
                .withDeadlineAfter(ANSWER_SECONDS, TimeUnit.SECONDS)
                .getProof(GetProofRequest.newBuilder()
                        .setChain(SmallBuckets.CDN.text())
                        .setReceiptHash(bytes(receipt.bytes()))
                        .build());
    }

    Supply supply() {
        return NodeGrpc.newBlockingStub(channel)
                .withDeadlineAfter(ANSWER_SECONDS, TimeUnit.SECONDS)
                .getSupply(GetSupplyRequest.getDefaultInstance());
    }

    Status status() {
        return NodeGrpc.newBlockingStub(channel)
                .withDeadlineAfter(ANSWER_SECONDS, TimeUnit.SECONDS)
                .getStatus(GetStatusRequest.getDefaultInstance());
    }

    private StatementsGrpc.StatementsBlockingStub statements() {
        return StatementsGrpc.newBlockingStub(channel).withDeadlineAfter(ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    static ByteString bytes(Bytes bytes) {
        return ByteString.copyFrom(bytes.toArrayUnsafe());
    }

    static Bytes bytes(ByteString bytes) {
        return Bytes.wrap(bytes.toByteArray());
    }
}
