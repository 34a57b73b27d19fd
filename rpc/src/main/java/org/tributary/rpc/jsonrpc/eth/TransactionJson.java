// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.eth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.view.TransactionView;
import org.tributary.ledger.view.TransactionView.Envelope;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.rpc.jsonrpc.method.Json;

/// How a transaction looks.
public final class TransactionJson {
    /// EIP-155: from this v on, a legacy signature names its chain.
    private static final BigInteger FIRST_EIP_155_V = BigInteger.valueOf(35);

    /// More than fit into the largest request.
    private static final int MAX_ACCESS_LIST = 1 << 18;

    private TransactionJson() {}

    public static JsonNode transaction(TransactionView transaction, ChainId chain) {
        var json = Json.object();
        place(json, transaction);
        json.set("from", Json.hex(transaction.from()));
        json.set("gas", Json.quantity(transaction.gas()));
        json.set("gasPrice", Json.quantity(transaction.gasPrice()));
        json.set("hash", Json.hex(transaction.hash()));
        json.set("input", Json.hex(transaction.input()));
        json.set("nonce", Json.quantity(transaction.nonce()));
        json.set("to", transaction.to().map(Json::hex).orElse(Json.NULL));
        json.set("value", Json.quantity(transaction.value()));
        json.set("type", type(transaction));
        transaction.envelope().ifPresentOrElse(envelope -> signed(json, envelope, chain), () -> unsigned(json));
        return json;
    }

    /// A system transaction shows as type 0.
    static JsonNode type(TransactionView transaction) {
        return Json.quantity(transaction.envelope().map(Envelope::type).orElse(0));
    }

    private static void place(ObjectNode json, TransactionView transaction) {
        var place = transaction.place();
        json.set("blockHash", place.map(at -> Json.hex(at.blockHash())).orElse(Json.NULL));
        json.set("blockNumber", place.map(at -> Json.quantity(at.height())).orElse(Json.NULL));
        json.set("transactionIndex", place.map(at -> Json.quantity(at.index())).orElse(Json.NULL));
    }

    private static void unsigned(ObjectNode json) {
        json.set("v", Json.quantity(0));
        json.set("r", Json.quantity(0));
        json.set("s", Json.quantity(0));
    }

    private static void signed(ObjectNode json, Envelope envelope, ChainId chain) {
        if (envelope.type() != 0 || envelope.v().compareTo(FIRST_EIP_155_V) >= 0) {
            json.set("chainId", Json.quantity(chain.number()));
        }
        if (envelope.type() == 2) {
            json.set("maxFeePerGas", Json.quantity(envelope.maxFeePerGas()));
            json.set("maxPriorityFeePerGas", Json.quantity(envelope.maxPriorityFeePerGas()));
        }
        json.set("v", Json.quantity(envelope.v()));
        json.set("r", Json.quantity(envelope.r()));
        json.set("s", Json.quantity(envelope.s()));
        if (envelope.type() != 0) {
            json.set("yParity", Json.quantity(envelope.v()));
            json.set("accessList", accessList(envelope.accessListRlp()));
        }
    }

    private static JsonNode accessList(Bytes rlp) {
        return Rlp.decodeList(rlp, reader -> {
                    var entries = Json.array();
                    while (!reader.isComplete()) {
                        entries.add(reader.<JsonNode>list(TransactionJson::accessListEntry));
                    }
                    return entries;
                })
                .orBroken("an access list");
    }

    private static JsonNode accessListEntry(RlpListReader reader) {
        var entry = Json.object();
        entry.set("address", Json.hex(reader.address()));
        var slots = Json.array();
        reader.list(MAX_ACCESS_LIST, RlpListReader::hash).forEach(slot -> slots.add(Json.hex(slot)));
        entry.set("storageKeys", slots);
        return entry;
    }
}
