// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.driver;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.pbft.Event;
import org.tributary.pbft.Instance;
import org.tributary.pbft.MessageCodec;
import org.tributary.pbft.MessageVerifier;
import org.tributary.pbft.PbftMessage;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.codec.Decoded;

/// From bytes to a verified message: the dear part of receiving, without state, on the receiver's thread.
public final class Gate {
    private final MessageCodec codec;
    private final MessageVerifier verifier;
    private final Observer observer;

    public Gate(Instance instance, Ports ports) {
        codec = new MessageCodec(instance, ports.application());
        verifier = new MessageVerifier(instance);
        observer = ports.observer();
    }

    public Optional<Event.Received> admit(int peer, Bytes bytes) {
        return switch (codec.decode(bytes)) {
            case Decoded.Malformed<PbftMessage>(var reason) -> refuse(peer, reason);
            case Decoded.Value<PbftMessage>(var message) ->
                switch (verifier.verify(message)) {
                    case Verdict.Reject(var reason) -> refuse(peer, reason);
                    case Verdict.Accept() -> Optional.of(new Event.Received(peer, message));
                };
        };
    }

    private Optional<Event.Received> refuse(int peer, String reason) {
        observer.refused(peer, reason);
        return Optional.empty();
    }
}
