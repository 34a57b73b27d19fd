// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.eth;

import com.fasterxml.jackson.databind.JsonNode;
import org.tributary.ledger.view.LogEntry;
import org.tributary.ledger.view.ReceiptView;
import org.tributary.rpc.jsonrpc.method.Json;

/// How receipts and their logs look.
public final class ReceiptJson {
    private ReceiptJson() {}

    static JsonNode receipt(ReceiptView receipt) {
        var transaction = receipt.transaction();
        var json = Json.object();
        json.set("blockHash", Json.hex(receipt.place().blockHash()));
        json.set("blockNumber", Json.quantity(receipt.place().height()));
        // Contracts are part of the platform; a transaction makes none.
        json.set("contractAddress", Json.NULL);
        json.set("cumulativeGasUsed", Json.quantity(receipt.cumulativeGasUsed()));
        json.set("effectiveGasPrice", Json.quantity(receipt.effectiveGasPrice()));
        json.set("from", Json.hex(transaction.from()));
        json.set("gasUsed", Json.quantity(receipt.gasUsed()));
        var logs = Json.array();
        for (int index = 0; index < receipt.logs().size(); index++) {
            logs.add(log(receipt, index));
        }
        json.set("logs", logs);
        json.set("logsBloom", Json.hex(LogsBloom.of(receipt.logs())));
        json.set("status", Json.quantity(receipt.succeeded() ? 1 : 0));
        json.set("to", transaction.to().map(Json::hex).orElse(Json.NULL));
        json.set("transactionHash", Json.hex(transaction.hash()));
        json.set("transactionIndex", Json.quantity(receipt.place().index()));
        json.set("type", TransactionJson.type(transaction));
        return json;
    }

    /// @param index among the logs of this receipt
    public static JsonNode log(ReceiptView receipt, int index) {
        LogEntry log = receipt.logs().get(index);
        var json = Json.object();
        json.set("address", Json.hex(log.address()));
        var topics = Json.array();
        log.topics().forEach(topic -> topics.add(Json.hex(topic)));
        json.set("topics", topics);
        json.set("data", Json.hex(log.data()));
        json.set("blockNumber", Json.quantity(receipt.place().height()));
        json.set("transactionHash", Json.hex(receipt.transaction().hash()));
        json.set("transactionIndex", Json.quantity(receipt.place().index()));
        json.set("blockHash", Json.hex(receipt.place().blockHash()));
        json.set("logIndex", Json.quantity(receipt.firstLogIndex() + index));
        // Final blocks are never taken back.
        json.set("removed", Json.flag(false));
        return json;
    }
}
