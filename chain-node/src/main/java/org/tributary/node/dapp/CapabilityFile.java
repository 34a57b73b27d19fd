// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.dapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.SignedCapability;
import org.tributary.primitives.Address;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Hex;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;

/// What an owner hands to a gateway: a signed capability, and the network and chain that it is good for. A JSON file.
///
/// The fields `network`, `chainId`, `chain`, `bucketMillis` and `signed` (canonical RLP in hex) are required. All
/// others
/// are copies for people, may be left out, and have to say what the capability says.
///
/// @param bucketMillis of the service chain: where the capability's buckets lie in time
record CapabilityFile(Network network, ChainName chain, long bucketMillis, SignedCapability signed) {
    /// Several times the largest capability, in hex.
    private static final long MAX_BYTES = 16 << 10;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    /// The capability in `file`, or why there is none.
    static Decoded<CapabilityFile> read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                return new Decoded.Malformed<>(file + ": larger than any capability");
            }
            return MAPPER.readTree(Files.readString(file)) instanceof ObjectNode object
                    ? new Decoded.Value<>(parse(object))
                    : new Decoded.Malformed<>(file + ": must be a JSON object");
        } catch (JsonProcessingException noJson) {
            return new Decoded.Malformed<>(file + ": no JSON: " + noJson.getOriginalMessage());
        } catch (IOException unreadable) {
            return new Decoded.Malformed<>(file + ": cannot be read: " + unreadable);
        } catch (IllegalArgumentException | ArithmeticException refused) {
            return new Decoded.Malformed<>(file + ": " + refused.getMessage());
        }
    }

    private static CapabilityFile parse(ObjectNode object) {
        var network = new Network(Hash.parse(text(object, "network")), new ChainId(number(object, "chainId")));
        long bucketMillis = number(object, "bucketMillis");
        require(bucketMillis > 0, "bucketMillis: must be 1 or more");
        var file = new CapabilityFile(
                network,
                new ChainName(text(object, "chain")),
                bucketMillis,
                switch (Rlp.decodeList(Hex.parse(text(object, "signed")), SignedCapability::read)) {
                    case Decoded.Value<SignedCapability>(var signed) -> signed;
                    case Decoded.Malformed<SignedCapability>(var reason) ->
                        throw new IllegalArgumentException("signed: " + reason);
                });
        require(file.signer().isPresent(), "signed: nobody signed it for this network, chainId and chain");
        var own = file.json();
        for (var field : object.properties()) {
            require(
                    field.getValue().toString().equals(own.path(field.getKey()).toString()),
                    field.getKey() + ": is not what the capability says: " + own.path(field.getKey()));
        }
        return file;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static String text(ObjectNode object, String field) {
        require(object.path(field).isTextual(), field + ": is missing, or no string");
        return object.path(field).asText();
    }

    private static long number(ObjectNode object, String field) {
        require(object.path(field).canConvertToLong(), field + ": is missing, or no whole number");
        return object.path(field).asLong();
    }

    Capability capability() {
        return signed.capability();
    }

    /// The account that signed; only the pool's owner counts.
    Optional<Address> signer() {
        return signed.signature()
                .signerAddress(network.domain(chain).digest(capability().hash()));
    }

    /// From when on it is not valid any more.
    Instant validUntil() {
        return Instant.ofEpochMilli(
                Math.multiplyExact(Math.addExact(capability().until().number(), 1), bucketMillis));
    }

    ObjectNode json() {
        var capability = capability();
        var json = MAPPER.createObjectNode()
                .put("network", network.genesis().toString())
                .put("chainId", network.chainId().number())
                .put("chain", chain.text())
                .put("bucketMillis", bucketMillis)
                .put("capability", capability.hash().toString())
                .put("pool", capability.pool().toString())
                .put("signer", signer().map(Address::toString).orElse(""))
                .put("gatewayKey", capability.gatewayKey().toString())
                .put("spendCap", capability.spendCap().toString())
                .put("maxUnitsPerBucket", Long.toString(capability.maxUnitsPerBucket()));
        var kinds = json.putArray("kinds");
        capability.kinds().forEach(kind -> kinds.add(kind.name().toLowerCase(Locale.ROOT)));
        return json.put("from", capability.from().toString())
                .put("until", capability.until().toString())
                .put("validUntil", validUntil().toString())
                .put("epoch", Long.toString(capability.epoch()))
                .put("signed", Rlp.list(signed::write).toHexString());
    }
}
