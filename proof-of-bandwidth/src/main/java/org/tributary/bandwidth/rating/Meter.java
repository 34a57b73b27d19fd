// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

import java.util.Optional;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;

/// How the receipts of one usage kind are counted, and what makes them a proof of it. Protocol §7.11.
public sealed interface Meter {
    /// What one unit in a millisecond comes to in the kind's unit of rate.
    long perSecond();

    /// The cumulative units that a receipt states; past 2^63 − 1 it is that.
    long total(UsageReceipt receipt);

    /// The receipt that states so many units that came from the provider.
    ///
    /// @param content what they are of; zero where the kind does not ask
    default UsageReceipt receipt(Hash ticket, Bucket bucket, long total, boolean closing, Hash content) {
        return new UsageReceipt(ticket, bucket, total, 0, 0, closing, content);
    }

    /// Why no honest client of this kind signs such a receipt.
    ///
    /// @param start first bucket of the receipt's ticket
    default Optional<Rejection> refusal(UsageReceipt receipt, Bucket start, long bucketMillis) {
        return Optional.empty();
    }

    /// Of what comes from the provider, whatever of it a profile bills.
    static Meter of(UsageKind kind) {
        return of(kind, Direction.DOWN);
    }

    /// The meter of a profile's kind and direction.
    static Meter of(UsageKind kind, Direction direction) {
        return switch (kind) {
            case BYTES -> new Bandwidth(direction);
            case CALL_MILLISECONDS -> new Calltime();
            case BYTE_SECONDS, MESSAGES -> new Named(direction);
        };
    }

    /// Proof-of-Bandwidth: `down` and `up` are bytes, a rate is in bits a second.
    record Bandwidth(Direction direction) implements Meter {
        @Override
        public long perSecond() {
            return 8_000;
        }

        @Override
        public long total(UsageReceipt receipt) {
            return direction.total(receipt.down(), receipt.up());
        }
    }

    /// Proof-of-Calltime: `millis` of one call, a rate is in calls at a time.
    record Calltime() implements Meter {
        @Override
        public long perSecond() {
            return 1;
        }

        @Override
        public long total(UsageReceipt receipt) {
            return receipt.millis();
        }

        @Override
        public UsageReceipt receipt(Hash ticket, Bucket bucket, long total, boolean closing, Hash content) {
            return new UsageReceipt(ticket, bucket, 0, 0, total, closing, content);
        }

        /// A call lasts no longer than the buckets that it touched.
        @Override
        public Optional<Rejection> refusal(UsageReceipt receipt, Bucket start, long bucketMillis) {
            long buckets = receipt.bucket().number() - start.number() + 1;
            return receipt.millis() / bucketMillis < buckets || receipt.millis() == buckets * bucketMillis
                    ? Optional.empty()
                    : Optional.of(Rejection.LONGER_THAN_TIME);
        }
    }

    /// Proof-of-Storage, whose `down` is bytes times the seconds that they were kept, and Proof-of-Delivery, whose
    /// `down` and `up` are messages. A rate is in bytes kept at a time, or in messages a second.
    record Named(Direction direction) implements Meter {
        @Override
        public long perSecond() {
            return 1_000;
        }

        @Override
        public long total(UsageReceipt receipt) {
            return direction.total(receipt.down(), receipt.up());
        }

        /// The owner names the content that the provider showed it still has, the client the messages that it got.
        @Override
        public Optional<Rejection> refusal(UsageReceipt receipt, Bucket start, long bucketMillis) {
            return receipt.contentDigest().equals(Hash.ZERO) ? Optional.of(Rejection.NO_CONTENT) : Optional.empty();
        }
    }
}
