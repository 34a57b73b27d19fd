// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tributary.bandwidth.Actors;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.typed.Domain;

/// The published vectors of one object: `types`, `primaryType`, the domains by name, the key that signs, and `vectors`.
///
/// The document that a wallet signs is the file's `types` and `primaryType` with a vector's domain and message.
final class VectorFile {
    static final Path DIRECTORY = Path.of("../docs/vectors/metering");
    static final PrivateKey KEY = Actors.key("vectors");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DOMAIN_TYPE = "EIP712Domain(string name,string version,uint256 chainId,bytes32 salt)";

    /// A service chain of a network. The first two chain ids are those of the presets.
    private record Place(String name, long chainId, String network, String chain) {
        Hash genesis() {
            return Actors.hash(network);
        }

        Domain domain() {
            return Domain.of(new ChainId(chainId), genesis(), new ChainName(chain));
        }
    }

    private static final List<Place> PLACES = List.of(
            new Place("devnet cdn", 0x74726964, "a devnet", "cdn"),
            new Place("mainnet cdn", 0x74726962, "the mainnet", "cdn"),
            new Place("mainnet voip", 0x74726962, "the mainnet", "voip"),
            new Place("another devnet's cdn", 0x74726964, "another devnet", "cdn"),
            new Place("lowest chain id", 1, "a devnet", "0"),
            new Place("highest chain id", (1L << 32) - 1, "a devnet", "0123456789abcdefghijklmnopqrstuv"));

    private VectorFile() {}

    /// What the code computes.
    static ObjectNode computed(SignedObject object) {
        var file = JSON.createObjectNode();
        types(file.putObject("types"), object);
        file.put("primaryType", object.typeName);
        var domains = file.putObject("domains");
        PLACES.forEach(place -> domains.set(place.name(), place(place)));
        file.put("signingKey", KEY.secret().toHexString());
        file.put("signer", KEY.address().toString());
        var vectors = file.putArray("vectors");
        var cases = Cases.of(object);
        for (var message : cases) {
            vectors.add(vector(object, PLACES.getFirst(), message));
        }
        for (var place : PLACES.subList(1, PLACES.size())) {
            vectors.add(vector(object, place, cases.getFirst()));
            vectors.add(vector(object, place, cases.getLast()));
        }
        return file;
    }

    static JsonNode published(SignedObject object) {
        try {
            return JSON.readTree(path(object).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Each vector on a line of its own.
    static String text(ObjectNode file) {
        var head = file.deepCopy();
        head.remove("vectors");
        var lines = new ArrayList<String>();
        file.get("vectors").forEach(vector -> lines.add("    " + vector));
        var opening = head.toPrettyString();
        return opening.substring(0, opening.length() - 2) + ",\n  \"vectors\" : [\n" + String.join(",\n", lines)
                + "\n  ]\n}\n";
    }

    static Path path(SignedObject object) {
        return DIRECTORY.resolve(object.typeName + ".json");
    }

    static void write(SignedObject object) throws IOException {
        Files.createDirectories(DIRECTORY);
        Files.writeString(path(object), text(computed(object)));
    }

    /// What `eth_signTypedData_v4` takes for the vector.
    static ObjectNode document(JsonNode file, JsonNode vector) {
        var document = JSON.createObjectNode();
        document.set("types", file.get("types").deepCopy());
        document.set("primaryType", file.get("primaryType"));
        document.set("domain", domainOf(file, vector).get("domain").deepCopy());
        document.set("message", vector.get("message").deepCopy());
        return document;
    }

    static JsonNode domainOf(JsonNode file, JsonNode vector) {
        return file.get("domains").get(vector.get("domain").asText());
    }

    /// The domain as the code makes it from a network's genesis hash and a chain's name.
    static Domain domain(JsonNode place) {
        return Domain.of(
                new ChainId(place.get("domain").get("chainId").asLong()),
                Hash.parse(place.get("genesis").asText()),
                new ChainName(place.get("chain").asText()));
    }

    private static ObjectNode place(Place place) {
        var json = JSON.createObjectNode();
        json.put("genesis", place.genesis().toString()).put("chain", place.chain());
        json.putObject("domain")
                .put("name", Domain.NAME)
                .put("version", Domain.VERSION)
                .put("chainId", String.valueOf(place.chainId()))
                .put("salt", place.domain().salt().toString());
        return json;
    }

    private static ObjectNode vector(SignedObject object, Place place, ObjectNode message) {
        var forms = object.forms(new Message(message));
        var digest = place.domain().digest(forms.hash());
        var vector = JSON.createObjectNode().put("domain", place.name());
        vector.set("message", message);
        return vector.put("rlp", forms.rlp().toHexString())
                .put("structHash", forms.hash().toString())
                .put("digest", digest.toString())
                .put("signature", KEY.signRecoverable(digest).bytes().toHexString());
    }

    /// The domain's type, the object's, and the one that it has an array of.
    private static void types(ObjectNode types, SignedObject object) {
        type(types, DOMAIN_TYPE);
        for (var type : object.typeString.split("(?<=\\))", -1)) {
            if (!type.isEmpty()) {
                type(types, type);
            }
        }
    }

    private static void type(ObjectNode types, String typeString) {
        int open = typeString.indexOf('(');
        var fields = types.putArray(typeString.substring(0, open));
        for (var field : typeString.substring(open + 1, typeString.length() - 1).split(",", -1)) {
            int space = field.indexOf(' ');
            fields.addObject().put("name", field.substring(space + 1)).put("type", field.substring(0, space));
        }
    }
}
