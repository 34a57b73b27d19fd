// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.node.edge.content.ByteRanges;
import org.tributary.node.edge.content.ByteRanges.Part;
import org.tributary.node.edge.content.StoredObject;

/// What a body consists of: pieces of the object, and the text between them where there are several.
///
/// @param type of the body
record Layout(int status, String type, Optional<String> contentRange, List<Piece> pieces) {
    private static final String BOUNDARY = "tributary-6f1d0c7a52e94b38";

    sealed interface Piece {
        record Text(Bytes bytes) implements Piece {}

        record Content(Part part) implements Piece {}
    }

    static Layout of(StoredObject object, ByteRanges ranges) {
        return switch (ranges) {
            case ByteRanges.Whole _, ByteRanges.Unsatisfiable _ ->
                new Layout(200, object.type(), Optional.empty(), pieces(new Part(0, object.size() - 1)));
            case ByteRanges.Parts(var parts)
            when parts.size() == 1 ->
                new Layout(
                        206, object.type(), Optional.of(parts.getFirst().of(object.size())), pieces(parts.getFirst()));
            case ByteRanges.Parts(var parts) ->
                new Layout(206, "multipart/byteranges; boundary=" + BOUNDARY, Optional.empty(), several(object, parts));
        };
    }

    private static List<Piece> pieces(Part part) {
        return part.length() == 0 ? List.of() : List.of(new Piece.Content(part));
    }

    /// RFC 9110 §14.6.
    private static List<Piece> several(StoredObject object, List<Part> parts) {
        var pieces = new ArrayList<Piece>();
        for (var part : parts) {
            pieces.add(text("\r\n--" + BOUNDARY + "\r\nContent-Type: " + object.type() + "\r\nContent-Range: "
                    + part.of(object.size()) + "\r\n\r\n"));
            pieces.add(new Piece.Content(part));
        }
        pieces.add(text("\r\n--" + BOUNDARY + "--\r\n"));
        return List.copyOf(pieces);
    }

    private static Piece text(String text) {
        return new Piece.Text(Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    /// Bytes of the body.
    long length() {
        return pieces.stream()
                .mapToLong(piece -> switch (piece) {
                    case Piece.Text(var bytes) -> bytes.size();
                    case Piece.Content(var part) -> part.length();
                })
                .sum();
    }
}
