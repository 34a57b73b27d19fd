// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.challenge;

import java.time.Instant;
import org.apache.tuweni.bytes.Bytes32;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.contract.Challenges;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.node.console.CommandFailed;
import org.tributary.node.remote.Contracts;
import org.tributary.node.remote.JsonRpc;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;

/// What main keeps of a window while it can be challenged.
///
/// @param settledMillis 0 where main does not know the window
/// @param demandUntil the last moment for a demand
/// @param challengeUntil the last moment for a proof
record SettledWindow(long number, Hash root, long settledMillis, Instant demandUntil, Instant challengeUntil) {
    static SettledWindow of(JsonRpc rpc, ChainName chain, long number) {
        var word = new Hash(Bytes32.wrap(Slots.word(chain)));
        var seen =
                new Contracts(rpc).read(Reserved.CHALLENGES, Challenges.WINDOW, AbiValue.of(word), AbiValue.of(number));
        return new SettledWindow(
                number,
                seen.hash(0),
                seen.smallNumber(1),
                Instant.ofEpochMilli(seen.smallNumber(2)),
                Instant.ofEpochMilli(seen.smallNumber(3)));
    }

    boolean isOpen() {
        return settledMillis != 0 && !Instant.now().isAfter(challengeUntil);
    }

    /// @throws CommandFailed where the moment has passed
    void require(Instant until) {
        if (settledMillis == 0) {
            throw new CommandFailed("main does not know window " + number
                    + ": it is not settled yet, or the time to challenge it is over");
        }
        if (Instant.now().isAfter(until)) {
            throw new CommandFailed("too late: for window " + number + " that was possible until " + until);
        }
    }
}
