// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.challenge;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;

/// What main is asked to have shown, of one chain.
public record Question(ChainName chain, Demand demand) {
    public Bytes encode() {
        return Rlp.list(list -> list.chain(chain).list(inner -> Demand.write(inner, demand)));
    }

    public static Decoded<Question> decode(Bytes bytes) {
        return Rlp.decodeList(bytes, list -> new Question(list.chain(), list.list(Demand::read)));
    }
}
