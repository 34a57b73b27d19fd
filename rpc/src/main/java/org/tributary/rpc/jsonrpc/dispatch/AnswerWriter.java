// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.dispatch;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.tributary.rpc.jsonrpc.method.Answer;
import org.tributary.rpc.jsonrpc.method.RpcError;

/// Writes answers, one after the other, straight into the bytes that are sent: a batch is never held twice.
final class AnswerWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final JsonGenerator out = Wire.generator(bytes);

    /// What has been written so far, give or take the generator's buffer.
    int size() {
        return bytes.size();
    }

    void startBatch() {
        writing(out::writeStartArray);
    }

    void endBatch() {
        writing(out::writeEndArray);
    }

    void write(JsonNode id, Answer answer) {
        writing(() -> {
            out.writeStartObject();
            out.writeStringField("jsonrpc", "2.0");
            out.writeFieldName("id");
            out.writeTree(id);
            switch (answer) {
                case Answer.Result(var value) -> {
                    out.writeFieldName("result");
                    out.writeTree(value);
                }
                case RpcError error -> writeError(error);
            }
            out.writeEndObject();
        });
    }

    byte[] bytes() {
        writing(out::close);
        return bytes.toByteArray();
    }

    private void writeError(RpcError error) throws IOException {
        out.writeObjectFieldStart("error");
        out.writeNumberField("code", error.code());
        out.writeStringField("message", error.message());
        if (error.data().isPresent()) {
            out.writeFieldName("data");
            out.writeTree(error.data().get());
        }
        out.writeEndObject();
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static void writing(Writing step) {
        try {
            step.run();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
    }
}
