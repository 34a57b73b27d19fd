// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.eth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.tributary.ledger.view.BlockView;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.Hash;
import org.tributary.rpc.jsonrpc.method.Json;

/// How a height looks as an Ethereum block. Fields that mean nothing here have Ethereum's constants for them.
public final class BlockJson {
    /// Keccak-256 of the RLP of an empty list.
    private static final JsonNode NO_UNCLES =
            Json.text("0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347");

    private static final JsonNode NO_NONCE = Json.text("0x0000000000000000");
    private static final JsonNode NO_MIX = Json.hex(Hash.ZERO);
    private static final JsonNode NO_EXTRA = Json.text("0x");
    private static final long MILLIS_PER_SECOND = 1_000;

    private BlockJson() {}

    /// A block without its transactions, as `newHeads` tells it.
    ///
    /// `timestamp` is in whole seconds, for Ethereum's clients; heights come faster, so `timestampMillis`
    /// goes with it.
    public static ObjectNode header(BlockView block) {
        var json = Json.object();
        json.set("number", Json.quantity(block.height()));
        json.set("hash", Json.hex(block.hash()));
        json.set("parentHash", Json.hex(block.parentHash()));
        json.set("nonce", NO_NONCE);
        json.set("sha3Uncles", NO_UNCLES);
        json.set("logsBloom", Json.hex(block.logsBloom()));
        json.set("transactionsRoot", Json.hex(block.transactionsRoot()));
        json.set("stateRoot", Json.hex(block.stateRoot()));
        json.set("receiptsRoot", Json.hex(block.receiptsRoot()));
        json.set("miner", Json.hex(block.primary()));
        json.set("difficulty", Json.quantity(0));
        json.set("extraData", NO_EXTRA);
        json.set("gasLimit", Json.quantity(block.gasLimit()));
        json.set("gasUsed", Json.quantity(block.gasUsed()));
        json.set("timestamp", Json.quantity(block.timestampMillis() / MILLIS_PER_SECOND));
        json.set("timestampMillis", Json.quantity(block.timestampMillis()));
        json.set("mixHash", NO_MIX);
        json.set("baseFeePerGas", Json.quantity(block.baseFee()));
        return json;
    }

    /// @param full whole transactions instead of their hashes
    static JsonNode block(BlockView block, boolean full, ChainId chain) {
        var json = header(block);
        json.set("totalDifficulty", Json.quantity(0));
        json.set("size", Json.quantity(block.size()));
        var transactions = Json.array();
        for (var transaction : block.transactions()) {
            transactions.add(full ? TransactionJson.transaction(transaction, chain) : Json.hex(transaction.hash()));
        }
        json.set("transactions", transactions);
        json.set("uncles", Json.array());
        return json;
    }
}
