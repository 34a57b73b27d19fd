// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.node.peer.v1.Frames;
import org.tributary.primitives.ChainName;

/// Packs frames into one message and takes them apart again; the layout stands in `peer.proto`.
final class FrameCodec {
    /// Topic, length of the chain's name, length of the payload.
    private static final int FIXED_SIZE = 1 + 1 + 4;
    /// What a frame adds to its payload at most: a chain's name has up to 32 characters.
    static final int MAX_OVERHEAD = FIXED_SIZE + 32;
    /// Frames in one message at most: as many as a queue holds. Else one message of the largest size could be millions of
    /// empty frames, each with a cost of its own.
    static final int MAX_FRAMES = 16_384;

    private FrameCodec() {}

    /// A frame as it was sent: its topic's code and its chain's name are still to be judged.
    record Raw(int topic, String chain, Bytes payload) {}

    /// What became of a message.
    ///
    /// @param frames how many were handed over
    /// @param whole  false where the lengths do not add up, or there are too many: the rest is lost
    record Unpacked(int frames, boolean whole) {}

    /// One frame, ready to be shared by the queues of all peers.
    static byte[] encode(Topic topic, ChainName chain, Bytes payload) {
        var name = chain.text().getBytes(StandardCharsets.US_ASCII);
        var frame = ByteBuffer.allocate(FIXED_SIZE + name.length + payload.size());
        frame.put((byte) topic.code()).put((byte) name.length).put(name).putInt(payload.size());
        frame.put(payload.toArrayUnsafe());
        return frame.array();
    }

    static Frames pack(List<byte[]> frames) {
        if (frames.size() == 1) {
            return message(frames.getFirst());
        }
        var packed = ByteBuffer.allocate(
                frames.stream().mapToInt(frame -> frame.length).sum());
        frames.forEach(packed::put);
        return message(packed.array());
    }

    private static Frames message(byte[] packed) {
        // Nobody writes to the array once it is made.
        return Frames.newBuilder()
                .setPacked(UnsafeByteOperations.unsafeWrap(packed))
                .build();
    }

    /// Hands over one frame after the other, each with a copy of its payload: a slice would keep the whole batch in
    /// memory for as long as one vote in it lives.
    static Unpacked unpack(Frames message, Consumer<Raw> sink) {
        var packed = message.getPacked().asReadOnlyByteBuffer();
        int frames = 0;
        while (packed.remaining() >= FIXED_SIZE && frames < MAX_FRAMES) {
            int topic = Byte.toUnsignedInt(packed.get());
            int nameLength = Byte.toUnsignedInt(packed.get());
            if (packed.remaining() < nameLength + Integer.BYTES) {
                return new Unpacked(frames, false);
            }
            var name = next(packed, nameLength);
            int payloadLength = packed.getInt();
            if (payloadLength < 0 || payloadLength > packed.remaining()) {
                return new Unpacked(frames, false);
            }
            var chain = new String(name, StandardCharsets.US_ASCII);
            sink.accept(new Raw(topic, chain, Bytes.wrap(next(packed, payloadLength))));
            frames++;
        }
        return new Unpacked(frames, !packed.hasRemaining());
    }

    private static byte[] next(ByteBuffer packed, int length) {
        var copy = new byte[length];
        packed.get(copy);
        return copy;
    }
}
