// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.tributary.node.peer.v1.Frames;
import org.tributary.primitives.crypto.PublicKey;

/// Takes the streams in that peers open, and leads the book of [Guests].
final class Reception {
    private final Predicate<PublicKey> admission;
    private final Streams streams;
    private final Guests guests;
    private final Consumer<PublicKey> heardOf;

    /// @param heardOf told of each peer that opens a stream
    Reception(Predicate<PublicKey> admission, Streams streams, Guests guests, Consumer<PublicKey> heardOf) {
        this.admission = admission;
        this.streams = streams;
        this.guests = guests;
        this.heardOf = heardOf;
    }

    /// @param answers the server's side of the call
    StreamObserver<Frames> welcome(PublicKey caller, Priority priority, StreamObserver<Frames> answers) {
        var call = (ServerCallStreamObserver<Frames>) answers;
        var stream = streams.incoming(caller, priority, admission, call);
        guests.enter(caller, priority, stream);
        stream.begin(() -> guests.leave(caller, priority, stream));
        // Who was removed while it came in was not yet in the book when it was dismissed.
        if (!admission.test(caller)) {
            guests.dismiss(caller);
        }
        heardOf.accept(caller);
        return stream;
    }
}
