// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.follow;

import org.tributary.primitives.Hash;

/// Is told what is new, on the feed's one thread; so it must not block.
interface Follower {
    void onBlock(NewBlock block);

    void onPending(Hash hash);
}
