// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.sample;

import java.util.List;
import java.util.Optional;
import org.tributary.ledger.main.Supply;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.rpc.NodeStatus;

/// What a node with one service chain says of itself.
public final class Sample {
    private Sample() {}

    public static Supply supply() {
        return new Supply(
                new Height(9), Amount.of(600), Amount.of(250), Amount.of(50), Amount.of(100), Amount.of(1_000));
    }

    public static NodeStatus status() {
        return new NodeStatus(
                "0.1.0-test",
                List.of(
                        new NodeStatus.ChainStatus(ChainName.MAIN, new Height(9), new View(0), Optional.empty()),
                        new NodeStatus.ChainStatus(
                                SampleChain.CDN, new Height(21), new View(1), Optional.of(new Bucket(33)))),
                30_000);
    }
}
