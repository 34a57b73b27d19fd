// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.trib;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.receipt.BatchAck;
import org.tributary.bandwidth.receipt.ReceiptBatch;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.primitives.typed.Domain;
import org.tributary.rpc.jsonrpc.method.Answer;
import org.tributary.rpc.jsonrpc.method.Argument;
import org.tributary.rpc.jsonrpc.method.Json;
import org.tributary.rpc.jsonrpc.method.Method;
import org.tributary.rpc.jsonrpc.method.MethodGroup;
import org.tributary.rpc.statement.MeteredChains;

/// `trib_typedData`: what `eth_signTypedData_v4` and every EIP-712 library take, less the message.
final class TypedDataMethods implements MethodGroup {
    private static final String DOMAIN = "EIP712Domain(string name,string version,uint256 chainId,bytes32 salt)";
    private static final List<String> TYPES = List.of(
            Capability.TYPE_STRING,
            SessionTicket.TYPE_STRING,
            UsageReceipt.TYPE_STRING,
            ReceiptBatch.TYPE_STRING,
            BatchAck.TYPE_STRING,
            BillingProfile.TYPE_STRING);

    private final Chains chains;

    TypedDataMethods(MeteredChains chains) {
        this.chains = new Chains(chains);
    }

    @Override
    public List<Method> methods() {
        return List.of(Method.of(
                "trib_typedData",
                params ->
                        chains.on(params.at(0), chain -> typedData(chain.view().domain(), params.at(1))),
                "chain",
                "type"));
    }

    private static Answer typedData(Domain domain, Argument wanted) {
        var name = wanted.text();
        var type = TYPES.stream()
                .filter(each -> name(each).equals(name))
                .findFirst()
                .orElseThrow(() -> wanted.wrong("want one of "
                        + String.join(
                                ", ", TYPES.stream().map(TypedDataMethods::name).toList())));
        var types = Json.object();
        types.set(name(DOMAIN), members(DOMAIN));
        // A struct that the type has an array of is written behind it.
        for (var struct : type.split("(?<=\\))", -1)) {
            if (!struct.isEmpty()) {
                types.set(name(struct), members(struct));
            }
        }
        var json = Json.object();
        json.set("types", types);
        json.set("domain", json(domain));
        return Answer.of(json.put("primaryType", name));
    }

    private static String name(String type) {
        return type.substring(0, type.indexOf('('));
    }

    private static ArrayNode members(String type) {
        var members = Json.array();
        for (var member :
                type.substring(type.indexOf('(') + 1, type.length() - 1).split(",", -1)) {
            int space = member.indexOf(' ');
            members.add(Json.object().put("name", member.substring(space + 1)).put("type", member.substring(0, space)));
        }
        return members;
    }

    private static ObjectNode json(Domain domain) {
        var json = Json.object()
                .put("name", Domain.NAME)
                .put("version", Domain.VERSION)
                .put("chainId", domain.chainId().number());
        json.set("salt", Json.hex(domain.salt()));
        return json;
    }
}
