// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.committee;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.crypto.Signature;

/// A committee whose keys the test has.
record Seats(List<PrivateKey> keys) {
    static Seats of(int size) {
        return new Seats(IntStream.range(0, size).mapToObj(Seats::key).toList());
    }

    static PrivateKey key(int seat) {
        return new PrivateKey(UInt256.valueOf(1_000 + seat).toBytes());
    }

    static Vote vote() {
        var network = Keccak.hash(UInt256.valueOf(1).toBytes());
        var digest = Keccak.hash(UInt256.valueOf(2).toBytes());
        return new Vote(network, new ChainName("cdn"), 0, new Height(300), new View(1), Vote.Phase.COMMIT, digest);
    }

    Committee committee() {
        return new Committee(
                0,
                keys.stream()
                        .map(key -> new Validator(key.address(), key.publicKey()))
                        .toList());
    }

    QuorumCertificate certificate(Vote vote, int... signers) {
        var signatures = new TreeMap<Integer, Signature>();
        for (int seat : signers) {
            signatures.put(seat, keys.get(seat).sign(vote.signingHash()));
        }
        return QuorumCertificate.of(vote, signatures);
    }
}
