// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tributary.node.peer.v1.Answer;
import org.tributary.node.peer.v1.Frames;
import org.tributary.node.peer.v1.PeersGrpc;
import org.tributary.node.peer.v1.Question;
import org.tributary.primitives.ChainName;

/// An authenticated peer that writes to the wire whatever it likes.
class HostilePeerTest {
    private static final byte[] SOUND = FrameCodec.encode(Topic.CONSENSUS, ChainName.MAIN, Bytes.of(1, 2, 3));

    private Optional<Bytes> answer = Optional.empty();
    private final TestNode node = TestNode.answering(1, (_, _) -> answer);
    private final BlockingQueue<Status> ends = new LinkedBlockingQueue<>();
    private final List<ManagedChannel> channels = new ArrayList<>();

    @BeforeEach
    void admitTheTraitor() {
        // Nobody listens there, so the node keeps dialling in vain and takes its calls all the same.
        node.network.addPeer(new PeerAddress(TestNode.key(2).publicKey(), "127.0.0.1", 1));
    }

    @AfterEach
    void close() {
        channels.forEach(ManagedChannel::shutdownNow);
        node.close();
    }

    @Test
    void garbageIsCountedAndTheSoundFramesAroundItArrive() {
        var stream = stub().urgent(new Ends<>());
        stream.onNext(packed(SOUND));
        stream.onNext(packed(new byte[] {1, 2, 3}));
        stream.onNext(Frames.getDefaultInstance());
        var cutShort = Arrays.copyOf(SOUND, SOUND.length - 1);
        stream.onNext(packed(concat(SOUND, cutShort)));
        stream.onNext(packed(SOUND));
        await().until(() -> node.received.size() == 3);
        assertThat(node.dropped(DropReason.MALFORMED)).isEqualTo(2);
        assertThat(ends).isEmpty();
    }

    @Test
    void unknownTopicsAndThoseOfTheOtherStreamAreDropped() {
        var stream = stub().urgent(new Ends<>());
        var unknown = SOUND.clone();
        unknown[0] = (byte) 200;
        var bulk = FrameCodec.encode(Topic.BATCH, ChainName.MAIN, Bytes.of(1));
        stream.onNext(packed(concat(unknown, bulk, SOUND)));
        await().until(() -> node.received.size() == 1);
        assertThat(node.dropped(DropReason.UNKNOWN_TOPIC)).isEqualTo(2);
    }

    @Test
    void whatIsNoChainsNameIsDropped() {
        var stream = stub().urgent(new Ends<>());
        var shouting = SOUND.clone();
        shouting[2] = 'M';
        var beyondAscii = SOUND.clone();
        beyondAscii[2] = (byte) 0xff;
        stream.onNext(packed(concat(shouting, beyondAscii, SOUND)));
        await().until(() -> node.received.size() == 1);
        assertThat(node.dropped(DropReason.UNKNOWN_CHAIN)).isEqualTo(2);
    }

    @Test
    void anOversizeMessageEndsItsStreamAndNothingElse() throws InterruptedException {
        var stub = stub();
        var stream = stub.bulk(new Ends<>());
        stream.onNext(packed(new byte[PeerNetwork.MAX_MESSAGE + 1]));
        assertThat(ends.take().getCode()).isNotEqualTo(Status.Code.OK);
        stub.urgent(new Ends<>()).onNext(packed(SOUND));
        await().until(() -> node.received.size() == 1);
    }

    @Test
    void unknownQueriesAndChainsAreRefused() throws InterruptedException {
        var questions = List.of(
                Question.newBuilder().setQuery(77).setChain("main").build(),
                Question.newBuilder()
                        .setQuery(Query.BLOCKS.code())
                        .setChain("../../etc")
                        .build(),
                Question.newBuilder()
                        .setQuery(Query.BLOCKS.code())
                        .setChain("shard-9")
                        .build());
        var stub = stub();
        for (var question : questions) {
            stub.ask(question, new Ends<>());
            assertThat(ends.take().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
        }
    }

    /// One connection more and one more again must not buy a peer more of our memory.
    @Test
    void callsAreCountedForThePeerAndNotForTheConnection() {
        // A stream, so that the client sends the headers before it has a question.
        var ask = PeersGrpc.getAskMethod().toBuilder()
                .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
                .build();
        int opened = 60;
        for (int i = 0; i < opened; i++) {
            if (i % 15 == 0) {
                channels.add(channel());
            }
            // The headers of a question that never comes.
            var half = channels.getLast().newCall(ask, CallOptions.DEFAULT);
            half.start(new HalfOpen(), new Metadata());
            half.request(1);
        }
        await().until(() -> ends.size() == opened - Callers.MAX_CALLS_PER_PEER);
        assertThat(ends).extracting(Status::getCode).containsOnly(Status.Code.UNAVAILABLE);
        channels.forEach(ManagedChannel::shutdownNow);
        var after = stub();
        await().until(() -> {
            after.urgent(new Ends<>()).onNext(packed(SOUND));
            return !node.received.isEmpty();
        });
    }

    /// Many streams are no more than one: they would share threads that other peers wait for, and each hold a message.
    @Test
    void aNewerStreamTakesThePlaceOfTheOlder() throws InterruptedException {
        var older = stub().urgent(new Ends<>());
        older.onNext(packed(SOUND));
        await().until(() -> node.received.size() == 1);
        var newer = stub().urgent(new Ends<>());
        newer.onNext(packed(SOUND));
        assertThat(ends.take().getCode()).isEqualTo(Status.Code.ABORTED);
        await().until(() -> node.received.size() == 2);
    }

    /// In one message of the largest size there is room for two million frames of nothing.
    @Test
    void aMessageOfMoreFramesThanAQueueHoldsIsCutShort() {
        var tiny = FrameCodec.encode(Topic.CONSENSUS, ChainName.MAIN, Bytes.EMPTY);
        var many = new byte[(FrameCodec.MAX_FRAMES + 1) * tiny.length];
        for (int i = 0; i <= FrameCodec.MAX_FRAMES; i++) {
            System.arraycopy(tiny, 0, many, i * tiny.length, tiny.length);
        }
        stub().urgent(new Ends<>()).onNext(packed(many));
        await().until(() -> node.dropped(DropReason.MALFORMED) == 1);
        assertThat(node.received).hasSize(FrameCodec.MAX_FRAMES);
    }

    /// The connection is well, and the peer takes nothing from it.
    @Test
    void answersThatNobodyReadsAreBounded() {
        answer = Optional.of(Bytes.wrap(new byte[PeerNetwork.MAX_PAYLOAD]));
        var channel = channel();
        channels.add(channel);
        int asked = 10;
        for (int i = 0; i < asked; i++) {
            var call = channel.newCall(PeersGrpc.getAskMethod(), CallOptions.DEFAULT);
            call.start(new HalfOpen(), new Metadata());
            call.sendMessage(Question.newBuilder()
                    .setQuery(Query.BLOCKS.code())
                    .setChain("main")
                    .build());
            call.halfClose();
        }
        await().until(() -> ends.size() == asked - UnreadAnswers.MAX_BYTES / PeerNetwork.MAX_PAYLOAD);
        assertThat(ends).extracting(Status::getCode).containsOnly(Status.Code.ABORTED);
    }

    private PeersGrpc.PeersStub stub() {
        channels.add(channel());
        return PeersGrpc.newStub(channels.getLast());
    }

    private ManagedChannel channel() {
        var traitor = new PeerTls(PeerIdentity.create(TestNode.key(2), TestNode.GENESIS), new PeerCounters());
        return NettyChannelBuilder.forAddress("127.0.0.1", node.network.port())
                .sslContext(traitor.client(node.key()))
                .build();
    }

    private static Frames packed(byte[] bytes) {
        return Frames.newBuilder().setPacked(ByteString.copyFrom(bytes)).build();
    }

    private static byte[] concat(byte[]... frames) {
        return FrameCodec.pack(List.of(frames)).getPacked().toByteArray();
    }

    private final class HalfOpen extends ClientCall.Listener<Answer> {
        @Override
        public void onClose(Status status, Metadata trailers) {
            ends.add(status);
        }
    }

    /// Notes how calls end.
    private final class Ends<A> implements StreamObserver<A> {
        @Override
        public void onNext(A reply) {}

        @Override
        public void onError(Throwable failure) {
            ends.add(Status.fromThrowable(failure));
        }

        @Override
        public void onCompleted() {
            ends.add(Status.OK);
        }
    }
}
