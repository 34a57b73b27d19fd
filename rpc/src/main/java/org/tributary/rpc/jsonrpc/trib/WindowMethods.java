// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.trib;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.tributary.ledger.view.WindowRecord;
import org.tributary.rpc.jsonrpc.method.Answer;
import org.tributary.rpc.jsonrpc.method.Argument;
import org.tributary.rpc.jsonrpc.method.Json;
import org.tributary.rpc.jsonrpc.method.Method;
import org.tributary.rpc.jsonrpc.method.MethodGroup;
import org.tributary.rpc.jsonrpc.method.RpcError;
import org.tributary.rpc.statement.BillLine;
import org.tributary.rpc.statement.MeteredChain;
import org.tributary.rpc.statement.MeteredChains;

/// `trib_getWindow`.
final class WindowMethods implements MethodGroup {
    private final Chains chains;

    WindowMethods(MeteredChains chains) {
        this.chains = new Chains(chains);
    }

    @Override
    public List<Method> methods() {
        return List.of(Method.of(
                "trib_getWindow",
                params -> chains.on(params.at(0), chain -> window(chain, params.at(1))),
                "chain",
                "window"));
    }

    private static Answer window(MeteredChain chain, Argument wanted) {
        return number(chain, wanted)
                .flatMap(number -> chain.view().window(number))
                .map(window -> Answer.of(json(chain, window)))
                .orElseGet(() -> noSuchWindow(wanted.node().asText()));
    }

    static RpcError noSuchWindow(String window) {
        return RpcError.notFound("no such window: " + window + " is not closed yet, or nothing was in it");
    }

    private static Optional<Long> number(MeteredChain chain, Argument wanted) {
        if (!wanted.node().asText().equals("latest")) {
            if (wanted.node().isTextual() && !wanted.text().startsWith("0x")) {
                throw wanted.wrong("want a number or \"latest\"");
            }
            return Optional.of(wanted.plainNumber());
        }
        var windows = chain.view().windows();
        return windows.isEmpty() ? Optional.empty() : Optional.of(windows.getLast());
    }

    private static ObjectNode json(MeteredChain chain, WindowRecord window) {
        var proof = window.proof();
        var json = Json.object()
                .put("window", window.number())
                .put("firstBucket", proof.first().number())
                .put("lastBucket", proof.last().number())
                .put("height", window.height().number());
        json.set("transactionHash", Json.hex(proof.hash()));
        json.set("windowRoot", Json.hex(proof.windowRoot()));
        json.set("rejectionsRoot", Json.hex(proof.rejectionsRoot()));
        json.set("deltaRoot", Json.hex(proof.deltaRoot()));
        var rows = json.putArray("rows");
        BillLine.of(window).forEach(line -> rows.add(LineJson.line(line, chain)));
        var rejections = json.putArray("rejections");
        proof.rejections().forEach(count -> rejections.add(LineJson.rejection(count.rejection(), count.count())));
        return json;
    }
}
