// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.trib;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.tributary.bandwidth.proof.InclusionProof;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.primitives.Hash;
import org.tributary.rpc.jsonrpc.method.Answer;
import org.tributary.rpc.jsonrpc.method.Argument;
import org.tributary.rpc.jsonrpc.method.Json;
import org.tributary.rpc.jsonrpc.method.Method;
import org.tributary.rpc.jsonrpc.method.MethodGroup;
import org.tributary.rpc.jsonrpc.method.RpcError;
import org.tributary.rpc.statement.MeteredChain;
import org.tributary.rpc.statement.MeteredChains;
import org.tributary.rpc.statement.ReceiptProof;
import org.tributary.rpc.statement.ReceiptProofs;

/// `trib_getProof`.
final class ProofMethods implements MethodGroup {
    private final Chains chains;

    ProofMethods(MeteredChains chains) {
        this.chains = new Chains(chains);
    }

    @Override
    public List<Method> methods() {
        return List.of(Method.of(
                "trib_getProof",
                params -> chains.on(
                        params.at(0),
                        chain -> proof(
                                chain, params.at(1).hash(), params.optional(2).map(Argument::plainNumber))),
                "chain",
                "receiptHash",
                "window?"));
    }

    private static Answer proof(MeteredChain chain, Hash receipt, Optional<Long> window) {
        var proofs = chain.proofs();
        var found = window.isPresent() ? proofs.in(window.get(), receipt) : proofs.find(receipt);
        return found.map(proof -> Answer.of(json(proof))).orElseGet(() -> RpcError.notFound(missing(receipt, window)));
    }

    private static String missing(Hash receipt, Optional<Long> window) {
        return "no such receipt: " + receipt + " was not counted in "
                + window.map(number -> "window " + number)
                        .orElse("the newest " + ReceiptProofs.SEARCHED_WINDOWS + " windows; name an older one");
    }

    private static ObjectNode json(ReceiptProof found) {
        var json = Json.object().put("window", found.window().number());
        json.set("windowRoot", Json.hex(found.window().proof().windowRoot()));
        json.set("inclusion", Json.hex(found.inclusion().encode()));
        json.set("signedReceipt", Json.hex(found.receipt().encode()));
        json.set("receipt", receipt(found.receipt()));
        json.set("leaf", leaf(found.inclusion()));
        json.set("row", row(found.inclusion()));
        return json;
    }

    private static ObjectNode receipt(SignedReceipt signed) {
        var receipt = signed.receipt();
        var json = Json.object();
        json.set("ticket", Json.hex(receipt.ticket()));
        json.put("bucket", receipt.bucket().number())
                .put("down", Long.toString(receipt.down()))
                .put("up", Long.toString(receipt.up()))
                .put("millis", Long.toString(receipt.millis()))
                .put("closing", receipt.closing());
        json.set("contentDigest", Json.hex(receipt.contentDigest()));
        json.set("signature", Json.hex(signed.signature().bytes()));
        return json;
    }

    private static ObjectNode leaf(InclusionProof proof) {
        var leaf = proof.leaf();
        var json = Json.object()
                .put("index", proof.path().index())
                .put("oldTotal", Long.toString(leaf.oldTotal()))
                .put("newTotal", Long.toString(leaf.newTotal()))
                .put("units", Long.toString(leaf.units()));
        var siblings = json.putArray("siblings");
        proof.path().siblings().forEach(sibling -> {
            var item = Json.object();
            item.set("hash", Json.hex(sibling.hash()));
            siblings.add(item.put("units", Long.toString(sibling.units())));
        });
        return json;
    }

    private static ObjectNode row(InclusionProof proof) {
        var row = proof.row();
        var json = Json.object()
                .put("index", proof.rowPath().index())
                .put("rows", proof.rowPath().rows());
        json.set("pool", Json.hex(row.key().pool()));
        json.set("provider", Json.hex(row.key().provider()));
        json.put("kind", LineJson.kind(row.key().kind()));
        json.set("profile", Json.hex(row.key().profile()));
        json.put("firstBucket", row.first().number())
                .put("lastBucket", row.last().number())
                .put("units", Long.toString(row.units()))
                .put("receipts", row.receipts());
        json.set("receiptsRoot", Json.hex(row.sum().hash()));
        var siblings = json.putArray("siblings");
        proof.rowPath().siblings().forEach(sibling -> siblings.add(Json.hex(sibling)));
        return json;
    }
}
