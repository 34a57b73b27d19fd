// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.tributary.bandwidth.storage.ContentTree;
import org.tributary.bandwidth.storage.StorageProof;
import org.tributary.node.client.FetchFailed.Kind;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.codec.Decoded;

/// An object that an edge keeps on a session's ticket. What passes from one proof that it is still there to the next is
/// counted; where there is no proof, nothing is.
public final class Custody {
    /// What the edge has on the ticket's tab, in an answer to a nonce.
    public static final String SERVED_HEADER = "Served-Units";

    /// Pieces with their paths.
    private static final int MOST_PROOF = 64 << 10;

    private final EdgeSession session;
    private final URI object;
    private final Hash digest;
    private final long size;
    private final SecureRandom random = new SecureRandom();
    private long sinceMillis;
    private long counted;
    private boolean proved;

    private Custody(EdgeSession session, URI object, Hash digest, long size) {
        this.session = session;
        this.object = object;
        this.digest = digest;
        this.size = size;
        this.sinceMillis = session.clock().time().millis();
        session.content(digest);
    }

    /// Hands `content` to the session's edge, which keeps it from now on.
    ///
    /// @param edge any URL on it
    public static Custody store(EdgeSession session, URI edge, Bytes content) throws FetchFailed {
        session.require(UsageKind.BYTE_SECONDS);
        if (content.isEmpty() || content.size() > ContentTree.MOST_BYTES) {
            throw new IllegalArgumentException("an object has 1 to " + ContentTree.MOST_BYTES + " bytes");
        }
        var digest = ContentTree.of(content).digest();
        var object = place(edge, digest);
        var body = BodyPublishers.ofByteArray(content.toArrayUnsafe());
        said(session.edge().send("PUT", object, session.ticket(), body));
        var custody = new Custody(session, object, digest, content.size());
        custody.proved = true;
        return custody;
    }

    /// An object that was stored before, on this ticket; time is counted from the first proof on.
    public static Custody of(EdgeSession session, URI edge, Hash digest, long size) throws FetchFailed {
        session.require(UsageKind.BYTE_SECONDS);
        return new Custody(session, place(edge, digest), digest, size);
    }

    private static URI place(URI edge, Hash digest) {
        return edge.resolve("/objects/" + digest);
    }

    /// Asks for a proof with a nonce that nobody knew before, and counts what passed since the last one.
    ///
    /// @return byte-seconds that were counted
    /// @throws FetchFailed where the edge proves nothing, with the reason; nothing is counted then
    public long ask() throws FetchFailed {
        var nonce = new Hash(Bytes32.random(random));
        long asked = session.clock().time().millis();
        var answer = session.edge()
                .send(
                        "GET",
                        object.resolve(object.getPath() + "/proof?nonce=" + nonce),
                        session.ticket(),
                        BodyPublishers.noBody());
        check(body(answer, MOST_PROOF), nonce);
        if (!proved) {
            proved = true;
            sinceMillis = asked;
        }
        long due = ContentTree.byteSeconds(size, Math.max(0, asked - sinceMillis)) - counted;
        // An edge that was away counts less, and would take no receipt for more.
        long more = Math.max(0, Math.min(due, served(answer) - session.received()));
        counted += more;
        session.count(more);
        return more;
    }

    private void check(Bytes proof, Hash nonce) throws FetchFailed {
        switch (StorageProof.decode(proof)) {
            case Decoded.Malformed<StorageProof>(var why) -> throw lost(why);
            case Decoded.Value<StorageProof>(var value) -> {
                var fault = value.fault(digest, size, nonce);
                if (fault.isPresent()) {
                    throw lost(fault.get());
                }
            }
        }
    }

    private static FetchFailed lost(String why) {
        return new FetchFailed(Kind.MISBEHAVED, "", "the edge does not prove that it has the object: " + why);
    }

    private static long served(HttpResponse<?> answer) throws FetchFailed {
        return answer.headers()
                .firstValueAsLong(SERVED_HEADER)
                .orElseThrow(() -> new FetchFailed(Kind.MISBEHAVED, "", "the edge does not say what it counts"));
    }

    /// Brings the object back, and checks that it is what was stored.
    public Bytes fetch() throws FetchFailed {
        var content = body(session.edge().send("GET", object, session.ticket(), BodyPublishers.noBody()), (int) size);
        if (content.size() != size || !ContentTree.of(content).digest().equals(digest)) {
            throw new FetchFailed(Kind.MISBEHAVED, "", "what came is not what was stored");
        }
        return content;
    }

    /// Lets the edge delete the object.
    public void end() throws FetchFailed {
        said(session.edge().send("DELETE", object, session.ticket(), BodyPublishers.noBody()));
    }

    public Hash digest() {
        return digest;
    }

    private static void said(HttpResponse<InputStream> answer) throws FetchFailed {
        var text = EdgeConnection.text(answer);
        if (answer.statusCode() / 100 != 2) {
            throw EdgeWord.refusal(answer.statusCode(), text);
        }
    }

    private static Bytes body(HttpResponse<InputStream> answer, int most) throws FetchFailed {
        if (answer.statusCode() != 200) {
            throw EdgeWord.refusal(answer.statusCode(), EdgeConnection.text(answer));
        }
        try (var body = answer.body()) {
            var bytes = body.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new FetchFailed(Kind.MISBEHAVED, "", "the edge sends more than it was asked for");
            }
            return Bytes.wrap(bytes);
        } catch (FetchFailed misbehaved) {
            throw misbehaved;
        } catch (IOException broken) {
            throw new FetchFailed(Kind.CONNECTION, "the answer broke off: " + broken.getMessage(), broken);
        }
    }
}
