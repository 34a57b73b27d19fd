// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.chain;

import java.util.List;
import java.util.Optional;
import org.tributary.ledger.block.Header;
import org.tributary.ledger.message.Message;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Height;

/// What other chains read of main: which of its blocks are committed here, and what they sent.
public interface MainChain {
    Height height();

    Optional<Header.MainReference> reference(Height height);

    Optional<Header> header(Height height);

    /// The messages to `destination` from sequence `from` on that blocks up to `through` sent, in order, at most
    /// `limit`.
    List<Message> messages(ChainName destination, long from, Height through, int limit);
}
