// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.follow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tributary.ledger.view.BlockView;
import org.tributary.ledger.view.NetworkView;
import org.tributary.ledger.view.ReceiptView;
import org.tributary.rpc.jsonrpc.eth.BlockJson;

/// A new height, with what followers show of it: made once however many there are, and only when one wants it. For the
/// feed's thread only.
final class NewBlock {
    private final NetworkView view;
    private final BlockView block;
    private @Nullable JsonNode header;
    private @Nullable List<ReceiptView> receipts;

    NewBlock(NetworkView view, BlockView block) {
        this.view = view;
        this.block = block;
    }

    JsonNode header() {
        if (header == null) {
            header = BlockJson.header(block);
        }
        return header;
    }

    List<ReceiptView> receipts() {
        if (receipts == null) {
            receipts = view.receipts(block.height());
        }
        return receipts;
    }
}
