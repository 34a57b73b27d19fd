// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import java.util.Optional;
import java.util.SortedMap;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.ChainName;

/// A peer as a syncing node sees it.
interface Neighbour {
    /// What becomes of a question.
    sealed interface Reply {
        record Answer(Bytes bytes, long afterMillis) implements Reply {}

        record Lacking() implements Reply {}

        /// Nothing, until the asker gives up.
        record Silence() implements Reply {}
    }

    Reply ask(ChainName chain, Question question);

    /// Answers everything at once.
    record Honest(SortedMap<ChainName, ServedChain> chains) implements Neighbour {
        @Override
        public Reply ask(ChainName chain, Question question) {
            return Optional.ofNullable(chains.get(chain))
                    .flatMap(served -> served.server.answer(question.encoded()))
                    .<Reply>map(bytes -> new Reply.Answer(bytes, 5))
                    .orElseGet(Reply.Lacking::new);
        }
    }
}
