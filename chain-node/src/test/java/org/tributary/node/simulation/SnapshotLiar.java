// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.node.peer.Query;
import org.tributary.primitives.ChainName;

/// Answers who asks for a snapshot with half of it, with a changed one, or with what was asked for before.
final class SnapshotLiar implements Adversary {
    private static final int KEPT = 8;

    private final Random random;
    private final Faults faults;
    private final List<Bytes> before = new ArrayList<>();

    SnapshotLiar(Random random, Faults faults) {
        this.random = random;
        this.faults = faults;
    }

    @Override
    public Optional<Bytes> answer(Query query, ChainName chain, Optional<Bytes> honest) {
        return query == Query.SNAPSHOT ? honest.map(this::instead) : honest;
    }

    private Bytes instead(Bytes truth) {
        var older = before.isEmpty() ? truth : before.get(random.nextInt(before.size()));
        if (before.size() < KEPT) {
            before.add(truth);
        }
        return switch (random.nextInt(4)) {
            case 0 -> {
                faults.took(FaultKind.SNAPSHOT_TRUNCATED);
                yield truth.slice(0, truth.size() / 2);
            }
            case 1 -> {
                faults.took(FaultKind.SNAPSHOT_LIE);
                yield changed(truth);
            }
            case 2 -> {
                if (!older.equals(truth)) {
                    faults.took(FaultKind.SNAPSHOT_LIE);
                }
                yield older;
            }
            default -> truth;
        };
    }

    private Bytes changed(Bytes truth) {
        var bytes = truth.toArray();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return Bytes.wrap(bytes);
    }
}
