// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.OptionalLong;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.merge.TicketUsage;
import org.tributary.bandwidth.proof.RatingKey;
import org.tributary.bandwidth.rating.Rated;
import org.tributary.bandwidth.ticket.OpenedTicket;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// The tables that the metering state consists of. Their tags are part of the state's canonical form.
final class MeteringState {
    private static final Bytes ONLY = Bytes.EMPTY;

    /// By pool.
    final CellTable<PoolCover> pools;
    /// By ticket hash.
    final CellTable<OpenedTicket> tickets;
    /// By ticket hash.
    final CellTable<TicketUsage> usage;
    /// By capability hash.
    final CellTable<CapabilityUse> capabilities;
    /// By bucket and capability hash: units of all the capability's tickets.
    final CellTable<Long> bucketUse;
    /// By bucket and hash of what is dropped: tickets once the windows are past that bucket.
    final CellTable<Hash> releases;
    /// Likewise for capabilities.
    final CellTable<Hash> lapses;
    /// By next bucket and batch hash.
    final CellTable<PendingBatch> pending;
    /// By last bucket and batch hash, so that no batch is ordered twice.
    final CellTable<Hash> ordered;
    /// By rating key.
    final CellTable<Rated> rated;
    /// By the bucket after which nothing of a period is taken, and the hash of the rating key.
    final CellTable<RatingKey> periods;
    /// By the bucket at which it is due, and pool: what the owner wants back.
    final CellTable<Amount> recalls;
    /// By pool, where its owner wants receipts kept for other than the usual time.
    final CellTable<PoolRetention> retentions;

    private final CellTable<Long> lastWindow;
    /// Those of [Shares] have the tags 15 and 16.
    private final Cells cells;

    MeteringState(Cells cells, MeteringRules rules) {
        this.cells = cells;
        pools = new CellTable<>(cells, 1, PoolCover::write, PoolCover::read);
        tickets = new CellTable<>(cells, 2, OpenedTicket::write, OpenedTicket::read);
        usage = new CellTable<>(cells, 3, TicketUsage::write, TicketUsage::read);
        capabilities = new CellTable<>(cells, 4, CapabilityUse::write, CapabilityUse::read);
        bucketUse = new CellTable<>(cells, 5, MeteringState::writeNumber, RlpListReader::number);
        releases = new CellTable<>(cells, 6, MeteringState::writeHash, RlpListReader::hash);
        lapses = new CellTable<>(cells, 7, MeteringState::writeHash, RlpListReader::hash);
        pending = new CellTable<>(cells, 8, PendingBatch::write, PendingBatch::read);
        ordered = new CellTable<>(cells, 9, MeteringState::writeHash, RlpListReader::hash);
        rated = new CellTable<>(cells, 10, Rated::write, list -> Rated.read(list, rules.bucketMillis()));
        periods = new CellTable<>(cells, 12, RatingKey::write, RatingKey::read);
        recalls = new CellTable<>(cells, 13, MeteringState::writeAmount, RlpListReader::amount);
        retentions = new CellTable<>(cells, 14, PoolRetention::write, PoolRetention::read);
        lastWindow = new CellTable<>(cells, 11, MeteringState::writeNumber, RlpListReader::number);
    }

    /// A key that sorts by bucket first.
    static Bytes key(Bucket bucket, Hash hash) {
        return Bytes.concatenate(Bytes.ofUnsignedLong(bucket.number()), hash.bytes());
    }

    static Bucket bucketOf(Bytes key) {
        return new Bucket(key.getLong(0));
    }

    static Hash hashOf(Bytes key) {
        return new Hash(Bytes32.wrap(key, Long.BYTES));
    }

    /// For one window.
    Shares shares() {
        return new Shares(cells);
    }

    OptionalLong lastWindow() {
        return lastWindow.get(ONLY).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    void closed(long window) {
        lastWindow.put(ONLY, window);
    }

    private static void writeNumber(long value, RlpListWriter list) {
        list.number(value);
    }

    private static void writeAmount(Amount value, RlpListWriter list) {
        list.amount(value);
    }

    private static void writeHash(Hash value, RlpListWriter list) {
        list.hash(value);
    }
}
