// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PublicKey;

/// The `message` of a typed-data document, as the code's own values.
record Message(JsonNode json) {
    String text(String field) {
        return json.get(field).asText();
    }

    Bytes bytes(String field) {
        return Bytes.fromHexString(text(field));
    }

    Hash hash(String field) {
        return Hash.of(bytes(field));
    }

    Address address(String field) {
        return new Address(bytes(field));
    }

    PublicKey key(String field) {
        return new PublicKey(bytes(field));
    }

    ChainName chain(String field) {
        return new ChainName(text(field));
    }

    long number(String field) {
        return Long.parseLong(text(field));
    }

    int small(String field) {
        return Integer.parseInt(text(field));
    }

    Bucket bucket(String field) {
        return new Bucket(number(field));
    }

    Amount amount(String field) {
        return Amount.parse(text(field));
    }

    boolean flag(String field) {
        return json.get(field).booleanValue();
    }

    List<Message> items(String field) {
        return StreamSupport.stream(json.get(field).spliterator(), false)
                .map(Message::new)
                .toList();
    }
}
