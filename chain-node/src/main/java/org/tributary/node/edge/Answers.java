// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.node.client.MessageSignature;

/// What an edge says besides content: JSON.
final class Answers {
    /// How much of a body that is too large is thrown away, so that its sender gets to read why.
    private static final long MAX_IGNORED_BYTES = 16 << 20;

    private Answers() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static void say(Context request, int status, ObjectNode json) {
        request.status(status)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .result(json + "\n");
    }

    static void refuse(Context request, Refusal refusal) {
        if (refusal.status() == Refusal.UNAUTHORIZED) {
            request.header("Accept-Signature", MessageSignature.ACCEPTED);
        }
        if (refusal.status() == Refusal.TOO_MANY || refusal.status() == Refusal.UNAVAILABLE) {
            request.header("Retry-After", "1");
        }
        say(request, refusal.status(), object().put("code", refusal.code()).put("message", refusal.message()));
    }

    static ObjectNode standing(Tab.Standing standing) {
        return object().put("ticket", standing.ticket().toString())
                .put("servedUnits", standing.served())
                .put("receiptedUnits", standing.receipted())
                .put("writtenOffUnits", standing.writtenOff())
                .put(
                        "receipt",
                        standing.last().map(word -> word.encode().toHexString()).orElse(null));
    }

    /// The request's body; nothing where it is longer than `most`.
    static Optional<Bytes> body(Context request, int most) throws IOException {
        var in = request.bodyInputStream();
        var bytes = in.readNBytes(most + 1);
        if (bytes.length <= most) {
            return Optional.of(Bytes.wrap(bytes));
        }
        var ignored = new byte[64 << 10];
        long left = MAX_IGNORED_BYTES;
        for (int read = in.read(ignored); read >= 0 && left > 0; read = in.read(ignored)) {
            left -= read;
        }
        return Optional.empty();
    }
}
