// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.rpc.jsonrpc.method.RpcLimits;
import org.tributary.rpc.jsonrpc.trib.TribMethods;
import org.tributary.rpc.jsonrpc.trib.TribPorts;
import org.tributary.rpc.sample.InMemoryNetwork;
import org.tributary.rpc.sample.Sample;
import org.tributary.rpc.sample.SampleChain;

/// A library that knows nothing but EIP-712 and `trib_typedData` signs what the node checks. The encoder
/// here is written from the EIP's text alone.
final class TypedDataTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final SampleChain chain = new SampleChain(1);
    private final Running running = new Running(
            RpcLimits.DEFAULTS,
            List.of(new TribMethods(
                    new TribPorts(
                            Map.of(SampleChain.CDN, chain), new InMemoryNetwork(), Sample::supply, Sample::status),
                    RpcLimits.DEFAULTS)));

    @AfterEach
    void stop() {
        running.close();
    }

    private JsonNode typedData(String type) throws JsonProcessingException {
        return MAPPER.readTree(running.call("trib_typedData", "[\"cdn\",\"" + type + "\"]"))
                .get("result");
    }

    @Test
    void aTicketsDigestFollowsFromTheJson() throws JsonProcessingException {
        var ticket = chain.sessions().getFirst().opening().ticket().ticket();
        var message = MAPPER.createObjectNode()
                .put("capability", ticket.capability().toString())
                .put("ticketId", ticket.ticketId().toHexString())
                .put("provider", ticket.provider().toString())
                .put("client", ticket.client().bytes().toHexString())
                .put("kind", ticket.kind().code())
                .put("profile", ticket.profile().toString())
                .put("maxUnits", ticket.maxUnits())
                .put("maxUnitsPerBucket", ticket.maxUnitsPerBucket())
                .put("start", ticket.start().number())
                .put("end", ticket.end().number())
                .put("region", ticket.region())
                .put("assignment", ticket.assignment().toString())
                .put("sealedContext", ticket.sealedContext().toHexString());
        assertThat(digest(typedData("SessionTicket"), message)).isEqualTo(SampleChain.DOMAIN.digest(ticket.hash()));
    }

    @Test
    void aReceiptsDigestFollowsFromTheJsonOfItsProof() throws JsonProcessingException {
        var receipt = chain.receipts(0).getFirst().receipt();
        var proof = MAPPER.readTree(running.call("trib_getProof", "[\"cdn\",\"" + receipt.hash() + "\"]"));
        assertThat(digest(typedData("UsageReceipt"), proof.get("result").get("receipt")))
                .isEqualTo(SampleChain.DOMAIN.digest(receipt.hash()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Capability", "SessionTicket", "UsageReceipt", "ReceiptBatch", "BatchAck", "BillingProfile"})
    void everySignedTypeIsThereWithTheDomainOfItsChain(String type) throws JsonProcessingException {
        var json = typedData(type);
        assertThat(json.get("primaryType").textValue()).isEqualTo(type);
        assertThat(json.get("types").get(type)).isNotEmpty();
        assertThat(hashStruct(json.get("types"), "EIP712Domain", json.get("domain")))
                .isEqualTo(SampleChain.DOMAIN.separator());
    }

    private static Hash digest(JsonNode typedData, JsonNode message) {
        var types = typedData.get("types");
        return Keccak.hash(
                Bytes.of(0x19, 0x01),
                hashStruct(types, "EIP712Domain", typedData.get("domain")).bytes(),
                hashStruct(types, typedData.get("primaryType").textValue(), message)
                        .bytes());
    }

    private static Hash hashStruct(JsonNode types, String name, JsonNode value) {
        var members = types.get(name);
        var encodedType = name
                + StreamSupport.stream(members.spliterator(), false)
                        .map(member -> member.get("type").textValue() + " "
                                + member.get("name").textValue())
                        .collect(Collectors.joining(",", "(", ")"));
        var words = new ArrayList<Bytes>();
        words.add(keccak(encodedType));
        members.forEach(member -> words.add(word(
                member.get("type").textValue(), value.get(member.get("name").textValue()))));
        return Keccak.hash(words.toArray(Bytes[]::new));
    }

    private static Bytes word(String type, JsonNode value) {
        if (type.equals("string")) {
            return keccak(value.textValue());
        }
        if (type.equals("bytes")) {
            return Keccak.hash(Bytes.fromHexString(value.textValue())).bytes();
        }
        if (type.startsWith("bytes")) {
            return Bytes32.rightPad(Bytes.fromHexString(value.textValue()));
        }
        return Bytes32.leftPad(
                switch (type) {
                    case "address" -> Bytes.fromHexString(value.textValue());
                    case "bool" -> Bytes.of(value.booleanValue() ? 1 : 0);
                    default ->
                        Bytes.wrap(new BigInteger(value.asText()).toByteArray()).trimLeadingZeros();
                });
    }

    private static Bytes keccak(String text) {
        return Keccak.hash(Bytes.wrap(text.getBytes(StandardCharsets.UTF_8))).bytes();
    }
}
