// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.tributary.ledger.trie.Owners;
import org.tributary.ledger.trie.Place;
import org.tributary.primitives.Address;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Height;
import org.tributary.primitives.codec.Decoded;

class QuestionTest {
    private static final Path VECTORS = Path.of("..", "docs", "vectors", "sync-questions.txt");

    private static Map<String, Question> examples() {
        var height = new Height(1_280);
        var storage = Owners.storage(Address.reserved(0x1004));
        var examples = new LinkedHashMap<String, Question>();
        examples.put("offers", new Question.Offers());
        examples.put("accounts", new Question.Piece(height, Place.root(Owners.ACCOUNTS)));
        examples.put("storage", new Question.Piece(height, new Place(storage, Bytes.of(1, 15))));
        examples.put("cells", new Question.Piece(height, new Place(Owners.CELLS, Bytes.of(0, 9))));
        examples.put("waiting", new Question.Waiting(height, 7));
        examples.put("headers", new Question.Headers(height));
        examples.put("messages", new Question.Messages(height, new ChainName("cdn")));
        return examples;
    }

    @Test
    void questionsAreAsTheVectorsSay() throws IOException {
        var written = examples().entrySet().stream()
                .map(example ->
                        example.getKey() + " " + example.getValue().encoded().toHexString())
                .collect(Collectors.joining("\n", "", "\n"));
        assertThat(written).isEqualTo(Files.readString(VECTORS));
    }

    @Test
    void everyQuestionIsReadBack() {
        examples()
                .values()
                .forEach(question ->
                        assertThat(Question.decode(question.encoded())).isEqualTo(new Decoded.Value<>(question)));
    }

    @Test
    void noBytesDoMoreThanBeRefused() {
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            var questions = examples().values().stream().toList();
            var bytes =
                    questions.get(random.nextInt(questions.size())).encoded().toArray();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            if (Question.decode(Bytes.wrap(bytes)) instanceof Decoded.Value<Question>(var question)) {
                assertThat(question.encoded()).isEqualTo(Bytes.wrap(bytes));
            }
        }
    }
}
