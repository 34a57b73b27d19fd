// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.node.client.FetchFailed.Kind;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.crypto.PrivateKey;

/// One client at one edge, on one ticket: downloads, calls ([Call]) or has something kept ([Custody]), counts what
/// came, and signs receipts for it meanwhile. Several threads may fetch at once. A ticket is for one session at a time:
/// two that do not know of each other would both sign from the same total on.
public final class EdgeSession implements AutoCloseable {
    private static final int PIECE = 64 << 10;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes ([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18}|\\*)");

    /// A clock that is off by less needs no word.
    private static final Duration CLOCKS_AGREE = Duration.ofSeconds(2);

    private final EdgeConnection edge;
    private final SessionMeter meter;
    private final ReceiptCourier courier;
    private final BucketClock clock;
    private final Duration clockOffset;

    private EdgeSession(
            EdgeConnection edge, SessionMeter meter, ReceiptCourier courier, BucketClock clock, Duration clockOffset) {
        this.edge = edge;
        this.meter = meter;
        this.courier = courier;
        this.clock = clock;
        this.clockOffset = clockOffset;
    }

    /// Lodges the ticket where it is not lodged yet, and goes on behind the last receipt that the edge has.
    ///
    /// Receipts name buckets by the edge's clock. A wrong clock can only hurt the edge: the chain refuses its
    /// receipts,
    /// and no shift of a boundary raises a bill.
    ///
    /// @param edge any URL on the edge
    /// @param time the client's own clock
    /// @throws IllegalArgumentException where the key is not the ticket's
    public static EdgeSession open(HttpClient http, URI edge, TicketFile ticket, PrivateKey client, InstantSource time)
            throws FetchFailed {
        var connection = new EdgeConnection(http, edge, client);
        var meter = new SessionMeter(ticket.ticket(), client, ticket.domain(), ticket.bucketMillis());
        var description = connection.describe();
        if (!description.network().equals(ticket.network())
                || !description.chain().equals(ticket.chain())) {
            throw new FetchFailed(
                    Kind.REFUSED, "WRONG_CHAIN", "the edge works for another network or chain than the ticket");
        }
        var offset = Duration.ofMillis(description.nowMillis() - time.millis());
        var edgeTime = offset.abs().compareTo(CLOCKS_AGREE) < 0 ? time : shifted(time, offset);
        connection.setTime(edgeTime);
        var clock = new BucketClock(edgeTime, ticket.bucketMillis());
        var standing = connection.lodge(ticket.opening());
        if (standing.receipt().isPresent()) {
            resume(meter, standing.receipt().get());
        }
        var courier = new ReceiptCourier(connection, meter, clock, description.creditUnits());
        return new EdgeSession(connection, meter, courier, clock, offset);
    }

    private static InstantSource shifted(InstantSource time, Duration offset) {
        return () -> time.instant().plus(offset);
    }

    private static void resume(SessionMeter meter, SignedReceipt earlier) throws FetchFailed {
        try {
            meter.resume(earlier);
        } catch (IllegalArgumentException notMine) {
            throw new FetchFailed(Kind.MISBEHAVED, String.valueOf(notMine.getMessage()), notMine);
        }
    }

    /// Downloads an object, or its part from byte `from` on, into `sink`. What came is counted and signed
    /// for also where the download breaks off.
    ///
    /// @param validator the `ETag` of what is there up to `from`: the edge sends the whole object where
    ///     it has
    /// changed
    /// @param starting told where the bytes belong, before the first one
    public Download fetch(URI object, long from, Optional<String> validator, Sink starting) throws IOException {
        require(UsageKind.BYTES);
        var headers = from == 0
                ? List.<String>of()
                : validator
                        .map(tag -> List.of("Range", "bytes=" + from + "-", "If-Range", tag))
                        .orElse(List.of("Range", "bytes=" + from + "-"));
        var answer = edge.get(object, meter.ticket(), headers);
        if (answer.statusCode() != 200 && answer.statusCode() != 206) {
            throw EdgeWord.refusal(answer.statusCode(), EdgeConnection.text(answer));
        }
        var expected = expected(answer);
        try (var body = answer.body();
                var line = new StallWatch(body)) {
            long bytes = copy(body, line, starting.at(expected.from(), expected.validator()));
            checkLength(answer, bytes);
            return new Download(expected.from(), bytes, expected.size(), expected.validator());
        } finally {
            courier.settle(false);
        }
    }

    /// Downloads a whole object.
    public Download fetch(URI object, OutputStream sink) throws IOException {
        return fetch(object, 0, Optional.empty(), (from, validator) -> sink);
    }

    /// Where the bytes of a download go.
    public interface Sink {
        /// @param from the place in the object of the first byte that will come
        /// @param validator the object's `ETag`; may be empty
        OutputStream at(long from, String validator) throws IOException;
    }

    private static Download expected(HttpResponse<InputStream> answer) throws FetchFailed {
        var validator = answer.headers().firstValue("ETag").orElse("");
        if (answer.statusCode() == 200) {
            var length = answer.headers().firstValueAsLong("Content-Length");
            return new Download(
                    0, 0, length.isPresent() ? Optional.of(length.getAsLong()) : Optional.empty(), validator);
        }
        var range = CONTENT_RANGE.matcher(
                answer.headers().firstValue("Content-Range").orElse(""));
        if (!range.matches()) {
            throw new FetchFailed(Kind.MISBEHAVED, "", "the edge sends a part, and does not say which");
        }
        var size = range.group(2).equals("*") ? Optional.<Long>empty() : Optional.of(Long.parseLong(range.group(2)));
        return new Download(Long.parseLong(range.group(1)), 0, size, validator);
    }

    private long copy(InputStream body, StallWatch line, OutputStream sink) throws IOException {
        var piece = new byte[PIECE];
        long total = 0;
        for (int read = read(body, piece, total); read >= 0; read = read(body, piece, total)) {
            line.moved();
            courier.received(read);
            total += read;
            sink.write(piece, 0, read);
        }
        sink.flush();
        return total;
    }

    private static int read(InputStream body, byte[] piece, long before) throws FetchFailed {
        try {
            return body.read(piece);
        } catch (IOException broken) {
            throw new FetchFailed(
                    Kind.CONNECTION,
                    "the download broke off after " + before + " bytes: " + broken.getMessage(),
                    broken);
        }
    }

    private static void checkLength(HttpResponse<InputStream> answer, long bytes) throws FetchFailed {
        var length = answer.headers().firstValueAsLong("Content-Length");
        if (length.isPresent() && length.getAsLong() != bytes) {
            throw new FetchFailed(Kind.CONNECTION, "", "the download broke off after " + bytes + " bytes");
        }
    }

    /// Refuses what the ticket is not for.
    void require(UsageKind kind) throws FetchFailed {
        if (meter.kind() != kind) {
            throw new FetchFailed(
                    Kind.REFUSED, Rejection.WRONG_KIND.name(), "the ticket counts " + meter.kind() + ", not " + kind);
        }
    }

    /// Counts units that came.
    void count(long units) throws FetchFailed {
        courier.received(units);
    }

    /// Receipts are for this content from now on.
    void content(Hash digest) {
        meter.content(digest);
    }

    EdgeConnection edge() {
        return edge;
    }

    /// Hands over the receipts of buckets that are over.
    public void settle() throws FetchFailed {
        courier.settleDue();
    }

    /// Signs the session's last receipt and returns when the edge has it. More may be fetched afterwards.
    public void end() throws FetchFailed {
        courier.settle(true);
    }

    /// Brings receipts that were signed elsewhere.
    public void hand(List<SignedReceipt> receipts) throws FetchFailed {
        courier.bring(receipts);
    }

    public Hash ticket() {
        return meter.ticket();
    }

    /// Units that came on this ticket, in earlier sessions too.
    public long received() {
        return meter.total();
    }

    /// Units that are signed for.
    public long signed() {
        return meter.total() - meter.unsigned();
    }

    /// How far the edge's clock is ahead of the client's own.
    public Duration clockOffset() {
        return clockOffset;
    }

    /// The edge's clock, which receipts go by.
    public BucketClock clock() {
        return clock;
    }

    @Override
    public void close() {
        courier.close();
    }
}
