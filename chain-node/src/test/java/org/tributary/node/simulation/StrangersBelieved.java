// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.pbft.Instance;
import org.tributary.pbft.MessageCodec;
import org.tributary.pbft.PbftMessage;
import org.tributary.pbft.PbftMessage.Certified;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.committee.Committee;
import org.tributary.primitives.committee.Validator;

/// Checks certificates against a committee that nobody elected.
record StrangersBelieved(World world) implements Plant {
    @Override
    public Optional<PbftMessage> admitted(SimulatedNode node, Instance instance, Bytes refused) {
        var codec = new MessageCodec(instance, new Blocks(world.spec().hash()));
        return codec.decode(refused) instanceof Decoded.Value<PbftMessage>(Certified certified)
                        && certified.certificate().verify(strangers()).accepted()
                ? Optional.of(certified)
                : Optional.empty();
    }

    private Committee strangers() {
        return new Committee(
                world.committee().epoch(),
                IntStream.range(0, world.size())
                        .mapToObj(CertificateForger::stranger)
                        .map(key -> new Validator(key.address(), key.publicKey()))
                        .toList());
    }
}
